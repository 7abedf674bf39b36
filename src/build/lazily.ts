import type { Plugin } from 'esbuild';

/** What is used of a module: functions and classes that are called, by their names; `default` stands for the module itself. */
type Used = Readonly<Record<string, readonly string[]>>;

/**
 * Loads modules when one of their functions is first called, not when the program begins. The files of this project import
 * them as any other; a name that is used and not listed fails the build.
 */
export function lazily(used: Used): Plugin {
  return {
    name: 'lazily',
    setup(building) {
      building.onResolve({ filter: /./ }, ({ path, importer, namespace, resolveDir }) => {
        const isOurs = namespace === 'file' && !/[\\/]node_modules[\\/]/.test(importer);
        return isOurs && Object.hasOwn(used, path)
          ? { path, namespace: 'lazily', pluginData: resolveDir }
          : undefined;
      });
      building.onLoad({ filter: /./, namespace: 'lazily' }, ({ path, pluginData }) => ({
        contents: (used[path] ?? []).map((name) => forwarder(path, name)).join('\n'),
        resolveDir: String(pluginData),
      }));
    },
  };
}

function forwarder(path: string, name: string): string {
  const module = `require(${JSON.stringify(path)})`;
  const real = name === 'default' ? module : `${module}.${name}`;
  const head = name === 'default' ? 'export default' : `export const ${name} =`;
  return `${head} function(...given) { return new.target ? new (${real})(...given) : (${real})(...given); };`;
}
