import { type EngineName, engineNames } from '../mapping/expression/engine.ts';
import type { Result } from '../report/failure.ts';
import type { WebhookSettings } from '../webhook/settings.ts';
import { readAuthentication } from './environment-authentication.ts';
import { readCommercetools } from './environment-commercetools.ts';
import { readDeadLetterFile } from './environment-dead-letters.ts';
import { readPublicApi } from './environment-public-api.ts';
import { configurationInvalid, type Kind, origin, type Reading, read, type Variables } from './variables.ts';

/** The function is stopped after 30 s (vercel.json): it must have answered before. */
const longestTimeoutMs = 25_000;

/** Segment's API, where SEGMENT_HOST names no other. */
export const usualHost = 'https://api.segment.io';

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
  const writeKey = read(variables, 'SEGMENT_WRITE_KEY', '', segmentKey);
  const host = read(variables, 'SEGMENT_HOST', usualHost, segmentUrl);
  const timeoutMs = read(variables, 'SEGMENT_TIMEOUT_MS', '4000', wholeNumber(100, longestTimeoutMs));
  const acknowledge = read(variables, 'ACK_PERMANENT_FAILURES', 'false', trueOrFalse);
  const deadLetterFile = readDeadLetterFile(variables);
  const deadLetterQueueUrl = read(variables, 'DEAD_LETTER_QUEUE_URL', '', queueUrl);
  const authentication = readAuthentication(variables);
  const commercetools = readCommercetools(variables);
  const engine = readEngine(variables);
  const publicApi = readPublicApi(variables, host.ok ? host.value : '');
  return writeKey.ok &&
    host.ok &&
    timeoutMs.ok &&
    acknowledge.ok &&
    deadLetterFile.ok &&
    deadLetterQueueUrl.ok &&
    authentication.ok &&
    commercetools.ok &&
    engine.ok &&
    publicApi.ok
    ? {
        ok: true,
        value: {
          ...(writeKey.value === '' ? {} : { writeKey: writeKey.value }),
          host: host.value,
          timeoutMs: timeoutMs.value,
          acknowledgePermanentFailures: acknowledge.value,
          ...(deadLetterFile.value === '' ? {} : { deadLetterFile: deadLetterFile.value }),
          ...(deadLetterQueueUrl.value === '' ? {} : { deadLetterQueueUrl: deadLetterQueueUrl.value }),
          authentication: authentication.value,
          ...(commercetools.value === undefined ? {} : { commercetools: commercetools.value }),
          ...(publicApi.value === undefined ? {} : { publicApi: publicApi.value }),
        },
      }
    : configurationInvalid([
        writeKey,
        host,
        timeoutMs,
        acknowledge,
        deadLetterFile,
        deadLetterQueueUrl,
        authentication,
        commercetools,
        engine,
        publicApi,
      ]);
}

/** By what expressions are evaluated, by ENGINE. What is wrong with it, `readEnvironment` says too. */
export function readEngine(variables: Variables = process.env): Reading<EngineName> {
  return read(variables, 'ENGINE', 'compiled', engineName);
}

/** Where to listen, by PORT and HOST; or a failure like that of `readEnvironment`. */
export function readAddress(variables: Variables = process.env): Result<Address> {
  const port = read(variables, 'PORT', '3000', wholeNumber(0, 65_535));
  const hostname = read(variables, 'HOST', '127.0.0.1', hostName);
  return port.ok && hostname.ok
    ? { ok: true, value: { port: port.value, hostname: hostname.value } }
    : configurationInvalid([port, hostname]);
}

/** Segment answers 200 to a key that it does not know, and drops what comes with it: what can be no key has to be seen here. */
const segmentKey: Kind<string> = {
  expected: 'the write key as Segment shows it, with no quotes around it and no blank in it',
  parse: (text) => (/^[!-~]*$/.test(text) && !/["'`]/.test(text) ? text : undefined),
};

const segmentUrl: Kind<string> = {
  expected:
    'the URL of Segment\'s API with its scheme and without path, query or credentials, such as "https://api.segment.io" or, for a workspace in the EU, "https://events.eu1.segmentapis.com"',
  parse: origin,
};

/** Of Amazon, or of a stand-in for it. */
const queueUrl: Kind<string> = {
  expected:
    'the URL of an SQS queue as "aws sqs get-queue-url" prints it, such as "https://sqs.eu-central-1.amazonaws.com/123456789012/dead"',
  parse: (text) =>
    text === '' || /^https?:\/\/[\w.:-]+\/\d+\/[\w-]+(\.fifo)?$/.test(text) ? text : undefined,
};

const hostName: Kind<string> = {
  expected: 'a host name or an IP address to listen on, such as "127.0.0.1" or "0.0.0.0"',
  parse: (text) => (/^[\w.:-]+$/.test(text) ? text : undefined),
};

const engineName: Kind<EngineName> = {
  expected: '"compiled", "reference" or "shadow"',
  parse: (text) => engineNames.find((name) => name === text),
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
