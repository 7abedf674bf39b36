#!/usr/bin/env tsx
import { text } from 'node:stream/consumers';
import { exitCodes } from './exit-codes.ts';
import { main } from './main.ts';

try {
  process.exitCode = await main(process.argv.slice(2), {
    stdout: (words) => process.stdout.write(words),
    stderr: (words) => process.stderr.write(words),
    colour: process.stdout.isTTY === true && process.stdout.hasColors(),
    readStdin: () => text(process.stdin),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = exitCodes.broken;
}
