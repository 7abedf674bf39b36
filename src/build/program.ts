import { brotliCompressSync, deflateRawSync } from 'node:zlib';

/** What is begun: a function of those that platforms call, or a server of both. */
type Begun = 'webhook' | 'health' | 'server';

/** What one file of a deployment holds. */
export interface Pack {
  /** JavaScript in ASCII: a module of CommonJS as a function of what it finds around it. */
  readonly source: string;
  /** What the module reads, in ASCII. */
  readonly text: string;
}

/** A bundle as the source of a pack: `packedText` in it gives the text of the pack, from one character to another. */
export function wrapped(bundled: string): string {
  return `(function(require,process,module,exports,packedText){${bundled}\n})`;
}

/** V8 moves a string of less than this twice when it collects garbage, which it does while a process begins. */
const unmoved = 132 * 1024;

/** What V8 gets of a pack: where that is not much longer, a script that it does not move. */
export function scriptOf({ source }: Pack): string {
  return source.length > unmoved / 2 ? source.padEnd(unmoved) : source;
}

/** How a pack is compressed: so that it is undone quickest, or so that it is smallest. */
export type Compression = 'quick' | 'small';

/** As a pack says it. */
const numberOf: Readonly<Record<Compression, number>> = { quick: 0, small: 1 };

/**
 * A file with its parts one after the other, compressed; before them their lengths and how. `compiled` is what V8 kept of
 * compiling the script, for the Node of the build; another Node compiles it anew.
 */
export function packed(pack: Pack, compression: Compression, compiled: Uint8Array = Buffer.alloc(0)): Buffer {
  const parts = [Buffer.from(scriptOf(pack)), compiled, Buffer.from(pack.text)];
  const head = Buffer.alloc(headSize);
  for (const [index, { length }] of parts.entries()) head.writeUInt32LE(length, 4 * index);
  head.writeUInt32LE(numberOf[compression], 4 * parts.length);
  const whole = Buffer.concat(parts);
  const isQuick = compression === 'quick';
  return Buffer.concat([
    head,
    isQuick ? deflateRawSync(whole, { level: 9, memLevel: 6 }) : brotliCompressSync(whole),
  ]);
}

/** Bytes before what is compressed. */
export const headSize = 16;

/** Of the function, not of this file: tools that bundle this one put their own folder where they find the words together. */
const itself = ['import', 'meta', 'dirname'].join('.');

/**
 * How a file finds Node's modules, other files and its own folder. Platforms import a function. A server is begun: as CommonJS
 * that is done 8 ms earlier, a tenth of its whole start, because Node 20 then never loads what imports.
 */
const surroundings = {
  module: `const node = process.getBuiltinModule;
const here = ${itself} + '/';
const outside = (name) => node(name) ?? node('node:module').createRequire(here)(name);`,
  commonjs: `const node = require;
const here = __dirname + '/';
const outside = require;`,
} as const;

/** The name of a function's file. */
export function loaderName(name: Begun): string {
  return name === 'server' ? 'server.cjs' : `${name}.mjs`;
}

/**
 * V8 takes what it kept of compiling only where its flags are those that it was kept by. Platforms such as AWS Lambda set those that
 * size the heap. The heap has its size by now: to give them their usual values changes nothing but that.
 * https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 * https://dev.to/wonderfulsoap/deep-dive-into-aws-lambda-3-official-nodejs-runtime-analysis-43je
 */
const usualFlags = `const given = [...process.execArgv, process.env.NODE_OPTIONS].join(' ');
for (const flag of given.match(/--(max|min)[-_](semi|old)[-_]space[-_]size|--expose[-_]gc/g) ?? [])
  node('node:v8').setFlagsFromString(flag.endsWith('size') ? flag + '=0' : '--no-expose-gc');`;

/**
 * The JavaScript of a function: it brings the program up with what V8 kept of compiling it, and other packs when the program asks
 * for them. Node's modules are taken from the process, which costs less than to import them.
 */
export function loaderOf(name: Begun): string {
  return `${surroundings[name === 'server' ? 'commonjs' : 'module']}
const { readFileSync } = node('node:fs');
const { brotliDecompressSync, inflateRawSync } = node('node:zlib');
const { Script } = node('node:vm');
${usualFlags}
const known = new Map();
const load = (name) => {
  if (!name.endsWith('.pack')) return outside(name);
  if (known.has(name)) return known.get(name);
  const packed = readFileSync(here + name);
  const [scriptSize, compiledSize, textSize, isSmall] = [0, 4, 8, 12].map((at) => packed.readUInt32LE(at));
  const textAt = scriptSize + compiledSize;
  const undo = isSmall === 1 ? brotliDecompressSync : inflateRawSync;
  const whole = undo(packed.subarray(${headSize}), { chunkSize: textAt + textSize + 64 });
  const script = new Script(whole.latin1Slice(0, scriptSize), {
    filename: here + name.replace('.pack', '.cjs'),
    cachedData: compiledSize === 0 ? undefined : whole.subarray(scriptSize, textAt),
  });
  const textOf = (from = 0, to = textSize) => whole.latin1Slice(textAt + from, textAt + to);
  const module = { exports: {} };
  script.runInThisContext()(load, process, module, module.exports, textOf);
  known.set(name, module.exports);
  return module.exports;
};
${name === 'server' ? '' : 'export const handle = '}load('program.pack').begin('${name}');
`;
}
