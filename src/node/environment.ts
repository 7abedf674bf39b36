import type { Result } from '../report/failure.ts';
import type { WebhookSettings } from '../webhook/settings.ts';

/** Environment variables by name; `process.env` is one. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Where `npm start` listens. */
export interface Address {
  readonly port: number;
  readonly hostname: string;
}

/**
 * The settings of this process; or a failure that names every variable that is wrong with what would be right, and quotes no
 * value. A blank variable counts as one that is not set. Cheap, so it is read for each request.
 */
export function readEnvironment(variables: Variables = process.env): Result<WebhookSettings> {
  const writeKey = textOf(variables, 'SEGMENT_WRITE_KEY');
  const host = read(variables, 'SEGMENT_HOST', 'https://api.segment.io', origin);
  const timeoutMs = read(variables, 'SEGMENT_TIMEOUT_MS', '4000', wholeNumber(100, 30_000));
  const acknowledge = read(variables, 'ACK_PERMANENT_FAILURES', 'false', trueOrFalse);
  return host.ok && timeoutMs.ok && acknowledge.ok
    ? {
        ok: true,
        value: {
          ...(writeKey === undefined ? {} : { writeKey }),
          host: host.value,
          timeoutMs: timeoutMs.value,
          acknowledgePermanentFailures: acknowledge.value,
        },
      }
    : refuse([host, timeoutMs, acknowledge]);
}

/** Where to listen, by PORT and HOST; or a failure like that of `readEnvironment`. */
export function readAddress(variables: Variables = process.env): Result<Address> {
  const port = read(variables, 'PORT', '3000', wholeNumber(0, 65_535));
  const hostname = read(variables, 'HOST', '127.0.0.1', hostName);
  return port.ok && hostname.ok
    ? { ok: true, value: { port: port.value, hostname: hostname.value } }
    : refuse([port, hostname]);
}

type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly wrong: string };
interface Kind<Value> {
  readonly expected: string;
  /** Nothing where the text is not of this kind. */
  readonly parse: (text: string) => Value | undefined;
}

function read<Value>(
  variables: Variables,
  name: string,
  preset: string,
  { expected, parse }: Kind<Value>,
): Reading<Value> {
  const value = parse(textOf(variables, name) ?? preset);
  return value === undefined ? { ok: false, wrong: `${name} must be ${expected}` } : { ok: true, value };
}

function textOf(variables: Variables, name: string): string | undefined {
  const text = variables[name]?.trim();
  return text === '' ? undefined : text;
}

function refuse(readings: readonly Reading<unknown>[]): Result<never> {
  const detail = readings.flatMap((reading) => (reading.ok ? [] : [reading.wrong])).join('; ');
  return { ok: false, failure: { code: 'configuration-invalid', detail, retryable: true } };
}

const origin: Kind<string> = {
  expected:
    'the URL of Segment\'s API with its scheme and without path, query or credentials, such as "https://api.segment.io" or, for a workspace in the EU, "https://events.eu1.segmentapis.com"',
  parse: (text) => {
    if (!URL.canParse(text)) return undefined;
    const { protocol, origin, href } = new URL(text);
    return /^https?:$/.test(protocol) && href === `${origin}/` ? origin : undefined;
  },
};

const hostName: Kind<string> = {
  expected: 'a host name or an IP address to listen on, such as "127.0.0.1" or "0.0.0.0"',
  parse: (text) => (/^[\w.:-]+$/.test(text) ? text : undefined),
};

const trueOrFalse: Kind<boolean> = {
  expected: '"true" or "false"',
  parse: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
};

function wholeNumber(least: number, most: number): Kind<number> {
  return {
    expected: `a whole number from ${least} to ${most}`,
    parse: (text) => {
      const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return number >= least && number <= most ? number : undefined;
    },
  };
}
