import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ApiSettings } from '../../src/commercetools/lookup/settings.ts';

/** What is in the shop, made as shop.ts makes it. */
export interface Stock {
  readonly projectKey: string;
  readonly customers: number;
  readonly orders: number;
}

export interface MockShop {
  readonly settings: ApiSettings;
  readonly close: () => Promise<void>;
}

/**
 * Starts somebody else's idea of commercetools: its API and its OAuth server over HTTP, with predicates, pages and tokens,
 * in a process of its own. Its makers support it on Node 22 and later; what is used of it runs on Node 20 just as well.
 * https://github.com/labd/commercetools-node-mock
 */
export async function startMockShop(stock: Stock): Promise<MockShop> {
  const program = ['--import', 'tsx', 'test/backfill/mock-shop-program.ts', JSON.stringify(stock)];
  const server = spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(server, 'exit');
  const [said] = await Promise.race([
    once(server.stdout, 'data'),
    exit.then(([code]) => Promise.reject(new Error(`the mock shop ended with ${code}`))),
  ]);
  const url = `http://127.0.0.1:${String(said).trim()}`;
  const { projectKey } = stock;
  return {
    settings: {
      projectKey,
      clientId: 'the-client',
      clientSecret: 'cs-3d81-not-a-real-one',
      apiUrl: url,
      authUrl: url,
      scopes: [`view_customers:${projectKey}`, `view_orders:${projectKey}`],
    },
    close: async () => {
      server.stdin.end();
      await exit;
    },
  };
}
