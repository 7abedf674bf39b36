import { spawnSync } from 'node:child_process';
import { programOf } from './program.ts';

/** `npm run bench`: makes the measurements' program and runs it with what was asked for. */
const program = await programOf('measurements.ts');
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
