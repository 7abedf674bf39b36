import { join } from 'node:path';
import type { Built } from './built-project.ts';

/**
 * What a built server logs in its first second and a half, and the requests that it gets; `posts` are sent to it as soon as it listens, and
 * `asking` has it asked for its health when it practises.
 */
export async function printedBy(
  { folder, outputOf }: Built,
  { posts = [], asking = false }: { readonly posts?: readonly string[]; readonly asking?: boolean } = {},
): Promise<readonly string[]> {
  const program = `
    const { Server, request } = require('node:http');
    const emit = Server.prototype.emit;
    let [port, isAsking] = [0, ${asking}];
    Server.prototype.emit = function (name, ...given) {
      const [{ method, url }] = name === 'request' ? given : [{}];
      if (name === 'request') console.log(method, url);
      if (url === '/v1/batch' && isAsking) {
        isAsking = false;
        request({ port, path: '/api/health' }).end();
      }
      return emit.call(this, name, ...given);
    };
    const { listen } = Server.prototype;
    Server.prototype.listen = function (...given) {
      this.once('listening', () => {
        port ||= this.address().port;
        for (const body of ${JSON.stringify(posts)})
          request({ method: 'POST', port, path: '/api/webhook' }).end(body);
      });
      return listen.apply(this, given);
    };
    setTimeout(() => process.exit(), 1_500);
    require(${JSON.stringify(join(folder, 'server.cjs'))});`;
  const output = await outputOf(['--eval', program], { PORT: '0' });
  return output.trim().split('\n');
}
