import { type Command, UsageError } from './command.ts';

/** `mapper demo`: the whole job on one machine. */
export const demo: Command = {
  name: 'demo',
  summary: 'does the whole job on one machine, with a local stand-in for Segment',
  details: [
    'Starts the webhook and the stand-in, sends sample deliveries over HTTP and shows what arrived. It then stays',
    'up and uses the files as they are at each delivery.',
  ],
  usage: '',
  options: [
    { name: 'once', text: 'ends by itself when all is sent' },
    { name: 'port', value: 'PORT', text: 'of the webhook; 3000, or a free one where that is taken' },
  ],
  exits: {
    fine: 'every delivery came out as it must, or it was ended',
    found: 'a delivery came out in another way',
  },
  examples: [{ line: 'npm run demo', stays: true }, { line: 'npm run demo -- --once' }],
  run: async (input, io) => {
    if (input.names.length > 0) throw new UsageError('demo: takes no names');
    const port = readPort(input.valueOf('port'));
    // Loaded only here: no other command needs a receiver and its page.
    const { demo: show } = await import('../demo/demo.ts');
    return show({
      once: input.has('once'),
      ...(port === undefined ? {} : { port }),
      io: { write: io.stdout, color: io.colour },
    });
  },
};

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError('demo: --port must be a whole number from 0 to 65535');
}
