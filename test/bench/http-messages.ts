import type { Socket } from 'node:net';

/**
 * Says when a whole message of HTTP/1.1 has come over a connection, with its head, and waits for the next. It knows of them what
 * tells their length: node:http would take as much of the machine as what is to be measured.
 */
export function onMessage(socket: Socket, act: (head: string) => void): void {
  let came = '';
  socket.on('data', (bytes: Buffer) => {
    came += bytes.toString('latin1');
    for (let end = endOf(came); end !== undefined; end = endOf(came)) {
      const head = came.slice(0, came.indexOf(blank));
      came = came.slice(end);
      act(head);
    }
  });
}

const blank = '\r\n\r\n';
const lastChunk = '\r\n0\r\n\r\n';

/** Where the first message ends; nothing where it has not. A chunk whose text is that of the last would be taken for it. */
function endOf(came: string): number | undefined {
  const body = came.indexOf(blank) + blank.length;
  if (body < blank.length) return undefined;
  const head = came.slice(0, body);
  const end = /\r\ntransfer-encoding: chunked\r\n/i.test(head)
    ? came.indexOf(lastChunk, body) + lastChunk.length
    : body + Number(/\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1] ?? 0);
  return end >= body && came.length >= end ? end : undefined;
}
