import { entry } from '../src/node/entry.ts';

const handle = await entry('webhook');

// Vercel answers a method that is not exported by itself, without `Allow` and without a problem.
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
