import { erasing } from './erasing.ts';
import type { Misconfiguration } from './misconfigurations.ts';

/** Services that are not well, or not to be reached; and what few set wrong. */
export const unwell: readonly Misconfiguration[] = [
  {
    seeded: 'Segment is not well',
    seed: ({ segment }) => segment.fail('/v1/batch', 500),
    finds: ['warn Segment'],
  },
  {
    seeded: 'Segment asks for patience',
    seed: ({ segment }) => segment.fail('/v1/batch', 429),
    finds: ['warn Segment'],
  },
  {
    seeded: 'the key is of another workspace, in the EU',
    variables: { SEGMENT_HOST: 'https://events.eu1.segmentapis.com' },
    seed: ({ segment }) => segment.sources.splice(0),
    finds: ['wrong source of the write key'],
  },
  {
    seeded: 'the token of the Public API is another, and a mapping asks for a deletion',
    variables: { SEGMENT_PUBLIC_API_TOKEN: 'sgp-of-somebody-else' },
    patient: { mappings: [erasing] },
    finds: ['warn source of the write key', 'wrong deleting people'],
  },
  {
    seeded: 'commercetools gives no token, as it cannot be reached',
    variables: { CTP_AUTH_URL: 'https://nobody.example' },
    finds: ['wrong commercetools'],
  },
  {
    seeded: 'commercetools refuses the API client otherwise than most',
    seed: ({ standIn }) => standIn.fail('token', { status: 400, body: '{"error":"invalid_client"}' }),
    finds: ['wrong commercetools'],
  },
  {
    seeded: 'what gives tokens is not well',
    seed: ({ standIn }) => standIn.fail('token', { status: 503, body: '' }),
    finds: ['warn commercetools'],
  },
  {
    seeded: 'what should give tokens is something else',
    seed: ({ standIn }) => standIn.fail('token', { status: 404, body: '<html>' }),
    finds: ['wrong commercetools'],
  },
  {
    seeded: 'the API of commercetools cannot be reached',
    variables: { CTP_API_URL: 'https://nobody.example' },
    finds: ['wrong project'],
  },
  {
    seeded: 'the API of commercetools is not well',
    seed: ({ standIn }) => standIn.fail('api', { status: 500, body: '' }),
    finds: ['warn project'],
  },
  {
    seeded: 'the API of commercetools asks for patience',
    seed: ({ standIn }) => standIn.fail('api', { status: 429, body: '' }),
    finds: ['warn project'],
  },
  {
    seeded: 'a mapping has a warning',
    patient: { issues: [{ severity: 'warning', code: 'may-be-nothing', message: 'of no matter here' }] },
    finds: ['warn mappings'],
  },
  {
    seeded: 'what was built cannot be looked at',
    patient: { buildTrouble: () => Promise.reject(new Error('of no matter here')) },
    finds: ['warn build'],
  },
  { seeded: 'the port is none', variables: { PORT: '80.' }, finds: ['wrong PORT'] },
  {
    seeded: 'the queue of dead letters is said by its name alone',
    variables: { DEAD_LETTER_QUEUE_URL: 'dead' },
    finds: ['wrong DEAD_LETTER_QUEUE_URL'],
  },
];
