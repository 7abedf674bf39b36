import { deflateRawSync } from 'node:zlib';

/** What is begun: a function of those that platforms call, or a server of both. */
type Begun = 'webhook' | 'health' | 'server';

/** What one file of a deployment holds. */
export interface Pack {
  /** JavaScript in ASCII: a module of CommonJS as a function of what it finds around it. */
  readonly source: string;
  /** What the module reads, in ASCII. */
  readonly text: string;
}

/**
 * A bundle as the source of a pack: `packedText` in it is the text of the pack, and `unpackAhead` is given names of packs that it
 * will ask for.
 */
export function wrapped(bundled: string): string {
  return `(function(require,process,module,exports,packedText,unpackAhead){${bundled}\n})`;
}

/**
 * What V8 gets of a pack: its source and, in a comment behind that, its text. Of one string V8 makes no copy when it collects
 * garbage, as it would of smaller ones while a process begins: a string of more than 128 KB stays where it is.
 */
export function scriptOf({ source, text }: Pack): string {
  return `${source}/*${commentable(text)}*/`;
}

/** The same JSON. */
function commentable(text: string): string {
  return text.replaceAll('*/', '*\\/');
}

/**
 * A file with its parts one after the other, compressed in the way that is undone quickest; before them their lengths, and that
 * of the text in the script. `compiled` is what V8 kept of compiling the script, for the Node of the build; another Node compiles it anew.
 */
export function packed(pack: Pack, compiled: Uint8Array = Buffer.alloc(0)): Buffer {
  const parts = [Buffer.from(scriptOf(pack)), compiled];
  const lengths = Buffer.alloc(12);
  const sizes = [...parts.map(({ length }) => length), commentable(pack.text).length];
  for (const [index, size] of sizes.entries()) lengths.writeUInt32LE(size, 4 * index);
  return Buffer.concat([lengths, deflateRawSync(Buffer.concat(parts), { level: 9 })]);
}

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
 * The JavaScript of a function: it brings the program up with what V8 kept of compiling it, and other packs when the program asks
 * for them. What is unpacked ahead is so on a thread of its own; where that fails or is not done yet, whoever asks unpacks it.
 * Node's modules are taken from the process, which costs less than to import them.
 */
export function loaderOf(name: Begun): string {
  return `${surroundings[name === 'server' ? 'commonjs' : 'module']}
const { readFileSync } = node('node:fs');
const { inflateRaw, inflateRawSync } = node('node:zlib');
const { Script } = node('node:vm');
const read = (name) => {
  const packed = readFileSync(here + name);
  const [scriptSize, compiledSize, textSize] = [0, 4, 8].map((at) => packed.readUInt32LE(at));
  return { scriptSize, compiledSize, textSize, body: packed.subarray(12), options: { chunkSize: scriptSize + compiledSize + 64 } };
};
const ahead = new Map();
const unpackAhead = (names) => {
  try {
    for (const name of names) {
      const { body, options, ...sizes } = read(name);
      inflateRaw(body, options, (error, whole) => error || ahead.set(name, { ...sizes, whole }));
    }
  } catch {}
};
const unpacked = (name) => {
  const { body, options, ...sizes } = read(name);
  return { ...sizes, whole: inflateRawSync(body, options) };
};
const known = new Map();
const load = (name) => {
  if (!name.endsWith('.pack')) return outside(name);
  if (known.has(name)) return known.get(name);
  const { scriptSize, compiledSize, textSize, whole } = ahead.get(name) ?? unpacked(name);
  ahead.delete(name);
  const text = whole.latin1Slice(0, scriptSize);
  const script = new Script(text, {
    filename: here + name.replace('.pack', '.cjs'),
    cachedData: compiledSize === 0 ? undefined : whole.subarray(scriptSize, scriptSize + compiledSize),
  });
  const module = { exports: {} };
  script.runInThisContext()(load, process, module, module.exports, text.slice(scriptSize - textSize - 2, -2), unpackAhead);
  known.set(name, module.exports);
  return module.exports;
};
${name === 'server' ? '' : 'export const handle = '}load('program.pack').begin('${name}');
`;
}
