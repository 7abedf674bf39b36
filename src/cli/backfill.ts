import { type Backfilled, backfilled } from '../backfill/created-message.ts';
import { type Command, type Input, UsageError } from './command.ts';
import { refuseKeptByNpm } from './kept-by-npm.ts';
import { settingsFor, sourceOf, transferring } from './transfer/transfer.ts';
import { readTransferOptions, transferOptions } from './transfer/transfer-options.ts';

/** `mapper backfill`: Segment is told of what was in commercetools before. */
export const backfill: Command = {
  name: 'backfill',
  summary: 'tells Segment of all customers or orders of commercetools, by the mappings of their messages',
  details: [
    'Each goes through the mappings of CustomerCreated or OrderCreated, with its own time and with the message',
    'ids that its message had. Reads by the CTP_… variables, sends by SEGMENT_WRITE_KEY. Begin with --dry-run.',
  ],
  usage: `<${backfilled.join(' | ')}>`,
  options: [
    { name: 'since', value: 'TIME', text: 'only what was made then or later, such as 2026-01-31' },
    { name: 'until', value: 'TIME', text: 'only what was made before then' },
    { name: 'store', value: 'KEY', text: 'only customers or orders of this store' },
    { name: 'where', value: 'PREDICATE', text: "only what commercetools' query predicate selects" },
    { name: 'limit', value: 'N', text: 'so many at most' },
    ...transferOptions,
  ],
  exits: {
    fine: 'all is sent or skipped',
    found: 'some failed: they are in the dead letters; or a mapping has an error',
    talks: true,
  },
  examples: [
    { line: 'npm run mapper -- backfill customers --dry-run' },
    { line: 'npm run mapper -- backfill orders --since 2026-01-01 --limit 100' },
  ],
  isBySettings: true,
  run: async (input, io) => {
    refuseKeptByNpm(backfill, input, io);
    const what = whatOf(input);
    const options = readTransferOptions('backfill', input);
    const settings = settingsFor('backfill', options, io);
    const { commercetools: api } = settings;
    if (api === undefined)
      throw new UsageError('backfill: set the CTP_… variables of .env.example: it reads from commercetools');
    const { where, told } = selectionOf(what, input);
    const { checkpoint, limit } = options;
    const deadLetters =
      options.deadLetters ??
      settings.deadLetterFile ??
      `${checkpoint ?? `backfill-${what}`}.dead-letters.jsonl`;
    const task = {
      command: `backfill ${what}`,
      project: api.projectKey,
      ...sourceOf(settings),
      ...told,
    };
    return transferring(
      { command: 'backfill', options, settings, task, deadLetters },
      { input, io },
      async (parts) => {
        const { backfill: begin } = await import('../backfill/backfill.ts');
        return begin({ ...parts, api, what, where, limit });
      },
    );
  },
};

function whatOf({ names: [what, ...more] }: Input): Backfilled {
  const known = backfilled.find((one) => one === what);
  if (known === undefined || more.length > 0)
    throw new UsageError(`backfill: takes one of: ${backfilled.join(', ')}`);
  return known;
}

/** What is to be read, as query predicates and as the checkpoint tells it. */
function selectionOf(what: Backfilled, input: Input) {
  const since = timeOf('since', input);
  const until = timeOf('until', input);
  if (since !== undefined && until !== undefined && since >= until)
    throw new UsageError('backfill: --since must be before --until; nothing was made between the two');
  const store = input.valueOf('store');
  const own = input.valueOf('where');
  if (store !== undefined && !/^[\w-]{2,256}$/.test(store))
    throw new UsageError('backfill: --store must be the key of a store');
  const stores = what === 'customers' ? 'stores' : 'store';
  return {
    where: [
      ...(since === undefined ? [] : [`createdAt >= "${since}"`]),
      ...(until === undefined ? [] : [`createdAt < "${until}"`]),
      ...(store === undefined ? [] : [`${stores}(key = "${store}")`]),
      ...(own === undefined ? [] : [`(${own})`]),
    ],
    told: {
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      ...(store === undefined ? {} : { store }),
      ...(own === undefined ? {} : { where: own }),
    },
  };
}

function timeOf(option: string, input: Input): string | undefined {
  const text = input.valueOf(option);
  if (text === undefined) return undefined;
  const isTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  if (isTime && isInCalendar(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)))
    return new Date(text).toISOString();
  throw new UsageError(
    `backfill: --${option} must be a day or a time with its zone, such as 2026-01-31 or 2026-01-31T12:00:00Z`,
  );
}

/** The 31st of February would be taken for the 3rd of March, and what was made before it left out. */
function isInCalendar(day: string): boolean {
  const date = new Date(day);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
