import { defineConfig } from 'vitest/config';

/** The tests that judge mutants: those beside the mutated code, and quick ones of the calls that pass through it. */
export default defineConfig({
  test: {
    include: [
      'server/{policy,shaping,auth}/**/*.test.ts',
      'server/mcp/{audited-call,cursor-binding,endpoint,scopes,tools-call}.test.ts',
      'server/{narrowed,one-tenant,region}.test.ts',
    ],
    environment: 'node',
    // One module graph for all files and runs: a mutant is switched on, not loaded.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
