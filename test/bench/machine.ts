import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { root } from './program.ts';

const packages = [
  'jsonata',
  '@rudderstack/json-template-engine',
  '@segment/actions-core',
  '@segment/analytics-node',
  'ajv',
];

/** What it was measured on and with. */
export function machine(): string {
  const [first] = cpus();
  const versions = packages.map((name) => {
    const manifest = readFileSync(new URL(`node_modules/${name}/package.json`, root), 'utf8');
    return `${name} ${(JSON.parse(manifest) as { version: string }).version}`;
  });
  return `Node ${process.versions.node}, ${cpus().length} × ${first?.model ?? 'a processor'}; ${versions.join(', ')}`;
}
