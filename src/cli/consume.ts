import type { BuiltCatalog } from '../mapping/catalog.ts';
import { readEnvironment } from '../node/environment.ts';
import { readKafka } from '../node/environment-kafka.ts';
import { onceStopped } from '../node/stop-signals.ts';
import type { KafkaSettings } from '../queue/kafka.ts';
import { formatIssues } from '../report/format.ts';
import { isClean } from '../report/issue.ts';
import type { WebhookSettings } from '../webhook/settings.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { openProject } from './project.ts';

/** `mapper consume`: a worker for a Kafka topic. */
export const consume: Command = {
  name: 'consume',
  summary: 'takes deliveries from a Kafka topic, such as one of Confluent Cloud, until it is ended',
  details: [
    'KAFKA_BROKERS, KAFKA_TOPIC, KAFKA_API_KEY and KAFKA_API_SECRET say where from; .env.example lists them with',
    'all others. An offset is committed when Segment has accepted its delivery. What may succeed later is tried again',
    'in place; what cannot goes to DEAD_LETTER_FILE, and without one the worker ends rather than lose it.',
  ],
  usage: '',
  options: [],
  exits: {
    fine: 'it was ended',
    found: 'a mapping has an error, a record is stuck, or the broker refuses',
  },
  examples: [
    { line: 'KAFKA_BROKERS=localhost:9092 KAFKA_TOPIC=deliveries npm run mapper -- consume', stays: true },
  ],
  isBySettings: true,
  run: async (input, io) => {
    if (input.names.length > 0)
      throw new UsageError('consume: takes no names; see .env.example for its settings');
    const [kafka, settings] = [readKafka(io.env), readEnvironment(io.env)];
    const wrong = [kafka, settings].flatMap((one) => (one.ok ? [] : [one.failure.detail]));
    if (!kafka.ok || !settings.ok) throw new UsageError(`consume: ${wrong.join('; ')}`);
    const project = await openProject(input);
    if (!isClean(project.issues)) {
      io.stderr(`${formatIssues(project.issues, { colour: io.colour, textOf: project.textOf })}\n`);
      return exitCodes.found;
    }
    return work({ kafka: kafka.value, settings: settings.value, project }, io);
  },
};

interface Work {
  readonly kafka: KafkaSettings;
  readonly settings: WebhookSettings;
  readonly project: BuiltCatalog;
}

async function work({ kafka, settings, project }: Work, io: Io): Promise<number> {
  // Loaded only here: no other command needs the parts that send.
  const { consume: begin } = await import('../queue/consume.ts');
  const log = (line: string) => io.stdout(`${line}\n`);
  const worker = await begin(kafka, settings, { built: project, log }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : 'unknown cause';
    throw new UsageError(`consume: no broker of KAFKA_BROKERS can be reached: ${reason}`);
  });
  if (!worker.ok) throw new UsageError(`consume: ${worker.failure.detail}`);
  onceStopped(() => void worker.value.stop());
  io.stderr(`taking deliveries from topic ${kafka.topic}\n`);
  const { reason, detail } = await worker.value.ended;
  if (reason === 'stopped') return exitCodes.fine;
  io.stderr(`${endings[reason](detail)}\n`);
  return exitCodes.found;
}

const endings = {
  stuck: (where: string) =>
    `ended: a record can neither be delivered nor kept (${where}). Its line in the log says why. Mend that, or set DEAD_LETTER_FILE, and start again: nothing is lost`,
  broker: (error: string) => `ended: the broker refuses (${error}); nothing is lost`,
};
