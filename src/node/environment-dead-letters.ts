import { type Kind, type Reading, read, textOf, type Variables } from './variables.ts';

/**
 * The file for dead letters; blank where none is set. What is written there is acknowledged: a place that does not last would lose
 * it. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function readDeadLetterFile(variables: Variables): Reading<string> {
  const path = read(variables, 'DEAD_LETTER_FILE', '', filePath);
  const isFunction = ['VERCEL', 'AWS_LAMBDA_FUNCTION_NAME'].some((name) => textOf(variables, name));
  return isFunction && path.ok && path.value.startsWith('/tmp/')
    ? {
        ok: false,
        wrong:
          'DEAD_LETTER_FILE must not be in /tmp of a function, which goes with its instance: take it away, or set DEAD_LETTER_QUEUE_URL instead',
      }
    : path;
}

/** Whoever writes "false" wants no file, and would have one of that name, wherever the process runs. */
const filePath: Kind<string> = {
  expected: 'the path of a file, such as "/var/lib/mapper/dead-letters.jsonl", with no quotes around it',
  parse: (text) => (/^(true|false|yes|no|on|off|none|null|\d)$|["'`]/i.test(text) ? undefined : text),
};
