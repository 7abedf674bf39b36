import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 3,
    // A worker keeps the modules that it has loaded: half of the time went into loading them anew for each file.
    isolate: false,
  },
});
