import { createServer, type Socket } from 'node:net';

/** The errors that it answers with, by Kafka's numbers: https://kafka.apache.org/protocol#protocol_error_codes */
export interface Refusals {
  /** To the question for a topic. */
  readonly topic?: number;
  /** To the question for the coordinator of a group. */
  readonly group?: number;
}

export interface RefusingBroker {
  readonly broker: string;
  /** Connections that are open. */
  readonly open: () => number;
  /** Whether a question for a topic let it make the topic. */
  readonly mayMakeTopics: () => boolean;
  readonly close: () => Promise<void>;
}

/**
 * Speaks as much of Kafka's protocol as it takes to be told no, over TCP: which versions there are, what a topic is, and
 * who coordinates a group. https://kafka.apache.org/protocol
 */
export async function startRefusingBroker(refusals: Refusals): Promise<RefusingBroker> {
  const sockets = new Set<Socket>();
  let mayMakeTopics = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let rest = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
        const size = rest.readInt32BE(0);
        const request = rest.subarray(4, 4 + size);
        // The last byte of the question.
        mayMakeTopics ||= request.readInt16BE(0) === keys.metadata && request.at(-1) === 1;
        socket.write(answerTo(request, { refusals, port: portOf(server.address()) }));
        rest = rest.subarray(4 + size);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    broker: `127.0.0.1:${portOf(server.address())}`,
    open: () => sockets.size,
    mayMakeTopics: () => mayMakeTopics,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(address: unknown): number {
  return typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0;
}

const keys = { metadata: 3, coordinator: 10, versions: 18 };

/** The first version of the question for a topic that says whether it may be made. */
const versions: Readonly<Record<number, number>> = { [keys.metadata]: 4 };

function answerTo(
  request: Buffer,
  { refusals, port }: { readonly refusals: Refusals; readonly port: number },
): Buffer {
  const [key, version] = [request.readInt16BE(0), request.readInt16BE(2)];
  const self = Buffer.concat([int32(1), text('127.0.0.1'), int32(port)]);
  const body: Record<number, () => Buffer> = {
    [keys.versions]: () =>
      Buffer.concat([
        int16(0),
        list(
          Object.values(keys).map((one) =>
            Buffer.concat([int16(one), int16(versions[one] ?? 0), int16(versions[one] ?? 0)]),
          ),
        ),
        version > 0 ? int32(0) : Buffer.alloc(0),
      ]),
    [keys.metadata]: () =>
      Buffer.concat([
        int32(0),
        list([Buffer.concat([self, nothing])]),
        nothing,
        int32(1),
        list(topicsIn(request).map(topic)),
      ]),
    [keys.coordinator]: () => Buffer.concat([int16(refusals.group ?? 0), self]),
  };
  const topic = (name: string) =>
    Buffer.concat([
      int16(refusals.topic ?? 0),
      text(name),
      Buffer.from([0]),
      list(refusals.topic ? [] : [partition]),
    ]);
  const partition = Buffer.concat([int16(0), int32(0), int32(1), list([int32(1)]), list([int32(1)])]);
  const answer = Buffer.concat([request.subarray(4, 8), body[key]?.() ?? Buffer.alloc(0)]);
  return Buffer.concat([int32(answer.length), answer]);
}

/** Behind the header with the client's name. */
function topicsIn(request: Buffer): readonly string[] {
  let at = 10 + request.readInt16BE(8);
  const names: string[] = [];
  const count = request.readInt32BE(at);
  at += 4;
  for (let index = 0; index < count; index++) {
    const length = request.readInt16BE(at);
    names.push(request.toString('utf8', at + 2, at + 2 + length));
    at += 2 + length;
  }
  return names;
}

function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeInt16BE(value);
  return buffer;
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}

function text(value: string): Buffer {
  return Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);
}

/** Instead of a text. */
const nothing = int16(-1);

function list(items: readonly Buffer[]): Buffer {
  return Buffer.concat([int32(items.length), ...items]);
}
