#!/usr/bin/env tsx
import { text } from 'node:stream/consumers';
import { main } from './main.ts';

process.exitCode = await main(process.argv.slice(2), {
  stdout: (words) => process.stdout.write(words),
  stderr: (words) => process.stderr.write(words),
  colour: process.stdout.isTTY === true && process.stdout.hasColors(),
  readStdin: () => text(process.stdin),
});
