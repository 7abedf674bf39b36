import { deflateRawSync } from 'node:zlib';

/** What one file of a deployment holds. */
export interface Contents {
  /** JavaScript in ASCII: the body of a module of CommonJS. */
  readonly source: string;
  /** What V8 kept of compiling it, for the Node of the build; another Node compiles it anew. */
  readonly compiled?: Buffer;
  /** What the program reads, in ASCII. */
  readonly text?: string;
}

/** A bundled program as a function of what it finds around it. */
export function wrapped(bundled: string): string {
  return `(function(require,process,module,exports){${bundled}\n})`;
}

/** A file with its parts one after the other, compressed in the way that is undone quickest; before them their lengths. */
export function packed({ source, compiled = Buffer.alloc(0), text = '' }: Contents): Buffer {
  const parts = [Buffer.from(source), compiled, Buffer.from(text)];
  const lengths = Buffer.alloc(4 * parts.length);
  for (const [index, { length }] of parts.entries()) lengths.writeUInt32LE(length, 4 * index);
  return Buffer.concat([lengths, deflateRawSync(Buffer.concat(parts), { level: 9 })]);
}

/** Of the function, not of this file: tools that bundle this one put their own folder where they find the words together. */
const itself = ['import', 'meta', 'dirname'].join('.');

/**
 * The JavaScript of a function: it brings the program up with what V8 kept of compiling it, and the parts when the program asks
 * for them. Node's modules are taken from the process, which costs less than to import them.
 */
export function loaderOf(name: 'webhook' | 'health' | 'server', parts: readonly string[]): string {
  return `const node = process.getBuiltinModule;
const { readFileSync } = node('node:fs');
const { inflateRawSync } = node('node:zlib');
const { Script } = node('node:vm');
const here = ${itself};
const outside = (name) => node(name) ?? node('node:module').createRequire(here + '/')(name);
const parts = new Map(${JSON.stringify(parts)}.map((name) => [name, undefined]));
const load = (name) => {
  const path = here + '/' + name;
  const packed = readFileSync(path);
  const [sourceSize, compiledSize, textSize] = [0, 4, 8].map((at) => packed.readUInt32LE(at));
  const textAt = sourceSize + compiledSize;
  const whole = inflateRawSync(packed.subarray(12), { chunkSize: Math.max(64, textAt + textSize) });
  const script = new Script(whole.latin1Slice(0, sourceSize), {
    filename: path.replace('.pack', '.cjs'),
    cachedData: compiledSize === 0 ? undefined : whole.subarray(sourceSize, textAt),
  });
  const module = { exports: {} };
  script.runInThisContext()(loaded, process, module, module.exports);
  return { exports: module.exports, text: whole.latin1Slice(textAt) };
};
const loaded = (name) => {
  if (!parts.has(name)) return outside(name);
  const part = parts.get(name) ?? load(name).exports;
  parts.set(name, part);
  return part;
};
const program = load('program.pack');
${name === 'server' ? '' : 'export const handle = '}program.exports.begin('${name}', program.text);
`;
}
