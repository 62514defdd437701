import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** They wait or generate much, and seldom are they the only ones to notice. */
const SLOW = /auth\/liveness|shaping\/(?:sections|token-budget)/u;

/** A mutant is dead with the first test that fails: the quick ones come first. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted(
      (one, other) => Number(SLOW.test(one.moduleId)) - Number(SLOW.test(other.moduleId)),
    );
  }
}

/** The tests that judge mutants: those beside the mutated code, and quick ones of the calls that pass through it. */
export default defineConfig({
  test: {
    include: [
      'server/{policy,shaping,auth}/**/*.test.ts',
      'server/mcp/{audited-call,builder-calls,cursor-binding,endpoint,scopes,tools-call}.test.ts',
      'server/{narrowed,one-tenant,region}.test.ts',
    ],
    environment: 'node',
    // One module graph for all files and runs: a mutant is switched on, not loaded.
    isolate: false,
    sequence: { sequencer: QuickFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
