import { textOf, type Variables } from './variables.ts';

/** The token of Segment's Public API, which only `mapper doctor` uses; nothing where none is set. */
export function readPublicApiToken(variables: Variables): string | undefined {
  return textOf(variables, 'SEGMENT_PUBLIC_API_TOKEN');
}
