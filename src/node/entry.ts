type Handler = (request: Request) => Response | Promise<Response>;

/**
 * The handler of a function. Run as TypeScript, this is the project itself: the handler reads the mapping files, and a
 * build that is older than they are cannot be served. On Vercel this file is JavaScript and stands beside what the build
 * step has just written, and nothing else is there. Rejects where that is missing.
 */
export async function entry(name: 'webhook' | 'health'): Promise<Handler> {
  // Put together so that no tool that follows imports takes the sources along.
  const parts = import.meta.url.endsWith('.ts')
    ? ['..', 'entry', `${name}.ts`]
    : ['..', '..', '.build', `${name}.mjs`];
  const { handle } = (await import(new URL(parts.join('/'), import.meta.url).href)) as { handle: Handler };
  return handle;
}
