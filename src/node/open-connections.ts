import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The connections of a server, by whether something is asked on them. */
export interface OpenConnections {
  /** Requests without an answer, so far. */
  readonly asked: () => number;
  /**
   * Ends those on which nothing is asked. By itself, Node ends at a server's close only those that wait for their next request: who
   * has not asked yet, or only begun to, holds it up.
   */
  readonly endIdle: () => void;
}

export function openConnections(server: Server): OpenConnections {
  /** How many requests each has without an answer: several where a sender does not wait for one. */
  const open = new Map<Socket, number>();
  const count = (socket: Socket, more: 1 | -1) => {
    const before = open.get(socket);
    if (before !== undefined) open.set(socket, before + more);
  };
  server.on('connection', (socket: Socket) => {
    open.set(socket, 0);
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once('close', () => count(socket, -1));
  });
  return {
    asked: () => [...open.values()].reduce((all, one) => all + one, 0),
    endIdle: () => {
      for (const [socket, asked] of open) if (asked === 0) socket.destroy();
    },
  };
}
