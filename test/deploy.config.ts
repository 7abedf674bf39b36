import { defineConfig } from 'vitest/config';

/** The tests of what is deployed: apart from the others, since each builds the function first. */
export default defineConfig({
  test: { include: ['test/**/*.deploy.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
});
