import type { BuiltCatalog } from '../mapping/catalog.ts';
import { appendTrouble } from '../node/appendable.ts';
import { deployedEngine } from '../node/deployed-engine.ts';
import { readEnvironment } from '../node/environment.ts';
import { readKafka } from '../node/environment-kafka.ts';
import { misspeltLines, variablesOr } from '../node/known-variables.ts';
import { onceStopped } from '../node/stop-signals.ts';
import type { KafkaSettings } from '../queue/kafka.ts';
import { kafkaTrouble } from '../queue/kafka-trouble.ts';
import { diskAdvice } from '../report/disk-words.ts';
import { formatIssues } from '../report/format.ts';
import { isClean } from '../report/issue.ts';
import type { WebhookSettings } from '../webhook/settings.ts';
import { timed } from '../webhook/timed.ts';
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
    'in place; what cannot goes to DEAD_LETTER_FILE, and without one the worker ends rather than lose it. It also ends',
    'where Segment refuses the write key.',
  ],
  usage: '',
  options: [],
  exits: {
    fine: 'it was ended',
    found: 'a mapping has an error, a record is stuck, or the broker refuses',
  },
  examples: [
    {
      line: 'SEGMENT_WRITE_KEY=WRITE-KEY KAFKA_BROKERS=localhost:9092 KAFKA_TOPIC=deliveries npm run mapper -- consume',
      stays: true,
    },
  ],
  isBySettings: true,
  run: async (input, io) => {
    if (input.names.length > 0)
      throw new UsageError('consume: takes no names; see .env.example for its settings');
    for (const line of misspeltLines(variablesOr(io.env))) io.stderr(`${line}\n`);
    const [kafka, settings] = [readKafka(io.env), readEnvironment(io.env)];
    const wrong = [kafka, settings].flatMap((one) => (one.ok ? [] : [one.failure.detail]));
    if (!kafka.ok || !settings.ok) throw new UsageError(`consume: ${wrong.join('; ')}`);
    await refuseUnready(settings.value);
    const log = timed(io.log ?? ((line) => io.stdout(`${line}\n`)));
    const project = await openProject(input, deployedEngine(log, io.env));
    if (!isClean(project.issues)) {
      io.stderr(`${formatIssues(project.issues, { colour: io.colour, textOf: project.textOf })}\n`);
      return exitCodes.found;
    }
    return work({ kafka: kafka.value, settings: settings.value, project, log }, io);
  },
};

/** What would be found with the first delivery only, after the worker has become a member of the group. */
async function refuseUnready({
  writeKey,
  deadLetterFile,
  deadLetterQueueUrl,
}: WebhookSettings): Promise<void> {
  if (writeKey === undefined)
    throw new UsageError('consume: SEGMENT_WRITE_KEY is not set: nothing could be delivered');
  if (deadLetterFile === undefined || deadLetterQueueUrl !== undefined) return;
  const trouble = await appendTrouble(deadLetterFile);
  if (trouble !== undefined)
    throw new UsageError(`consume: DEAD_LETTER_FILE cannot be written (${trouble}): ${diskAdvice(trouble)}`);
}

interface Work {
  readonly kafka: KafkaSettings;
  readonly settings: WebhookSettings;
  readonly project: BuiltCatalog;
  readonly log: (line: string) => void;
}

async function work({ kafka, settings, project, log }: Work, io: Io): Promise<number> {
  // Loaded only here: no other command needs the parts that send.
  const { consume: begin } = await import('../queue/consume.ts');
  const worker = await begin(kafka, settings, { built: project, log }).catch((error: unknown) => {
    throw new UsageError(`consume: ${kafkaTrouble(error)}`);
  });
  if (!worker.ok) throw new UsageError(`consume: ${worker.failure.detail}`);
  onceStopped(() => {
    io.stderr('consume: ending, once the records under way are done; Ctrl-C again ends it at once\n');
    void worker.value.stop().catch((error: unknown) => io.stderr(`consume: ${kafkaTrouble(error)}\n`));
  });
  io.stderr(`taking deliveries from topic ${kafka.topic}\n`);
  const { reason, detail } = await worker.value.ended;
  if (reason === 'stopped') return exitCodes.fine;
  io.stderr(`${endings[reason](detail)}\n`);
  return exitCodes.found;
}

const endings = {
  stuck: (where: string) =>
    `ended: a record can neither be delivered nor kept (${where}). Its line in the log says why. Mend that, or, where it is the record's own fault, set DEAD_LETTER_FILE; then start again: nothing is lost`,
  broker: (trouble: string) => `ended: ${trouble}; nothing is lost`,
};
