import { deflateRawSync } from 'node:zlib';

/** What one file of a deployment holds. */
export interface Contents {
  /** JavaScript in ASCII: the body of a module of CommonJS. */
  readonly source: string;
  /** What V8 kept of compiling it, for the Node of the build; another Node compiles it anew. */
  readonly compiled?: Buffer;
  /** What the program reads. */
  readonly text?: string;
}

/** A bundled program as a function of what it finds around it. */
export function wrapped(bundled: string): string {
  return `(function(require,process,module,exports){${bundled}\n})`;
}

/** A file with its parts one after the other, their lengths in a line before; compressed in the way that is undone quickest. */
export function packed({ source, compiled = Buffer.alloc(0), text = '' }: Contents): Buffer {
  const lengths = Buffer.from(`${source.length} ${compiled.length}\n`);
  return deflateRawSync(Buffer.concat([lengths, Buffer.from(source), compiled, Buffer.from(text)]), {
    level: 9,
  });
}

/**
 * The JavaScript of a function: it brings the program up with what V8 kept of compiling it, and the parts when the program asks
 * for them. Node's modules are taken from the process, which costs less than to import them.
 */
export function loaderOf(name: 'webhook' | 'health', parts: readonly string[]): string {
  return `const node = process.getBuiltinModule;
const { Script } = node('node:vm');
const here = (name) => node('node:url').fileURLToPath(new URL(name, import.meta.url));
const outside = node('node:module').createRequire(import.meta.url);
const parts = new Set(${JSON.stringify(parts)});
const loaded = new Map();
const load = (name) => {
  const whole = node('node:zlib').inflateRawSync(node('node:fs').readFileSync(here(name)), { chunkSize: 1048576 });
  const begin = whole.indexOf(10) + 1;
  const [size, compiledSize] = whole.latin1Slice(0, begin).split(' ').map(Number);
  const end = begin + size + compiledSize;
  const script = new Script(whole.latin1Slice(begin, begin + size), {
    filename: here(name.replace('.pack', '.cjs')),
    cachedData: compiledSize === 0 ? undefined : whole.subarray(begin + size, end),
  });
  const module = { exports: {} };
  script.runInThisContext()(require, process, module, module.exports);
  loaded.set(name, module.exports);
  return { exports: module.exports, text: whole.utf8Slice(end) };
};
const require = (name) => (parts.has(name) ? (loaded.get(name) ?? load(name).exports) : outside(name));
const { exports, text } = load('program.pack');
export const handle = exports.begin('${name}', text);
`;
}
