import type { Result } from '../report/failure.ts';

/** Environment variables by name; `process.env` is one. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What one variable, or a few that belong together, say; or what is wrong with it, by its name and without its value. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly wrong: string };

/** What a variable's text must be. */
export interface Kind<Value> {
  /** Goes on "NAME must be …". */
  readonly expected: string;
  /** Nothing where the text is not of this kind. */
  readonly parse: (text: string) => Value | undefined;
}

/** The trimmed text of a variable; a blank one counts as one that is not set. */
export function textOf(variables: Variables, name: string): string | undefined {
  const text = variables[name]?.trim();
  return text === '' ? undefined : text;
}

/** The value of a variable, or of `preset` where it is not set. */
export function read<Value>(
  variables: Variables,
  name: string,
  preset: string,
  { expected, parse }: Kind<Value>,
): Reading<Value> {
  const value = parse(textOf(variables, name) ?? preset);
  return value === undefined ? { ok: false, wrong: `${name} must be ${expected}` } : { ok: true, value };
}

/** The values of a variable that lists them with commas between; none where it is not set. An empty one is wrong. */
export function readList<Value>(
  variables: Variables,
  name: string,
  { expected, parse }: Kind<Value>,
): Reading<readonly Value[]> {
  const text = textOf(variables, name);
  if (text === undefined) return { ok: true, value: [] };
  const parts = text.split(',').map((part) => part.trim());
  const values = parts.map((part) => (part === '' ? undefined : parse(part)));
  const known = values.flatMap((value) => (value === undefined ? [] : [value]));
  return known.length === parts.length
    ? { ok: true, value: known }
    : { ok: false, wrong: `${name} must be ${expected}` };
}

/** The origin of a URL that has nothing else. */
export function origin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, href } = new URL(text);
  return /^https?:$/.test(protocol) && href === `${origin}/` ? origin : undefined;
}

/** One failure that says all that is wrong. */
export function configurationInvalid(readings: readonly Reading<unknown>[]): Result<never> {
  const detail = readings.flatMap((reading) => (reading.ok ? [] : [reading.wrong])).join('; ');
  return { ok: false, failure: { code: 'configuration-invalid', detail, retryable: true } };
}
