import type { Plugin } from 'esbuild';

/**
 * Modules of Node, of which every function can be used; and packages, of which these can: functions and classes that are
 * called, by their names. `default` stands for the module itself.
 */
export interface Lazy {
  readonly ofNode: readonly string[];
  readonly packages: Readonly<Record<string, readonly string[]>>;
}

/**
 * Loads modules when one of their functions is first called, not when the program begins. The files of this project import
 * them as any other; a name that is used and not listed fails the build.
 */
export function lazily({ ofNode, packages }: Lazy): Plugin {
  const used = new Map([
    ...Object.entries(packages),
    ...ofNode.map((name) => [name, functionsOf(name)] as const),
  ]);
  return {
    name: 'lazily',
    setup(building) {
      building.onResolve({ filter: /./ }, ({ path, importer, namespace, resolveDir, kind }) => {
        const isOurs =
          kind === 'import-statement' && namespace === 'file' && !/[\\/]node_modules[\\/]/.test(importer);
        return isOurs && used.has(path) ? { path, namespace: 'lazily', pluginData: resolveDir } : undefined;
      });
      building.onLoad({ filter: /./, namespace: 'lazily' }, ({ path, pluginData }) => ({
        contents: (used.get(path) ?? []).map((name) => forwarder(path, name)).join('\n'),
        resolveDir: String(pluginData),
      }));
    },
  };
}

function functionsOf(name: string): readonly string[] {
  const found = Object.entries(process.getBuiltinModule(name) ?? {});
  return found.flatMap(([key, value]) => (typeof value === 'function' ? key : []));
}

function forwarder(path: string, name: string): string {
  const module = `require(${JSON.stringify(path)})`;
  const real = name === 'default' ? module : `${module}.${name}`;
  const head = name === 'default' ? 'export default' : `export const ${name} =`;
  return `${head} function(...given) { return new.target ? new (${real})(...given) : (${real})(...given); };`;
}
