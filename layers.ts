/** What a folder may import. Its own files are always allowed. */
export interface Layer {
  /** Folders and files of ours. */
  ours: readonly string[];
  /** Packages of npm, and `node:…` modules; `node:*` stands for all of those. */
  packages: readonly string[];
}

/**
 * Who may import whom. A file belongs to the longest key that it begins with; a file that belongs to none is an error.
 * `simulator/`, `server/` and `conformance/` meet only over HTTP, and `conformance/` imports nothing of ours, so that it can
 * judge connectors that nobody here wrote.
 */
export const LAYERS: Readonly<Record<string, Layer>> = {
  contract: { ours: [], packages: ['zod'] },
  fixtures: { ours: ['contract'], packages: ['@faker-js/faker', 'zod'] },
  'fixtures/knowledge': { ours: ['contract', 'fixtures'], packages: ['node:fs', 'node:path'] },

  simulator: {
    ours: ['contract', 'fixtures'],
    packages: ['@commander-js/extra-typings', 'msw', 'zod'],
  },
  'simulator/ports.ts': {
    ours: [
      'contract',
      'fixtures',
      'simulator/faults/faults.ts',
      'simulator/tenant/life/life.ts',
      'simulator/tenant/public-records.ts',
      'simulator/tenant/snapshots/snapshot.ts',
      'simulator/tenant/state.ts',
      'simulator/token-changes.ts',
    ],
    packages: ['zod'],
  },
  'simulator/token-changes.ts': { ours: [], packages: [] },
  'simulator/worlds': { ours: ['fixtures', 'simulator/ports.ts', 'simulator/tenant'], packages: [] },
  'simulator/tenant': {
    ours: ['contract', 'fixtures', 'simulator/faults', 'simulator/ports.ts'],
    packages: ['zod', 'node:crypto'],
  },
  'simulator/endpoints': {
    ours: [
      'contract',
      'fixtures',
      'simulator/faults',
      'simulator/network/route.ts',
      'simulator/open-api',
      'simulator/ports.ts',
      'simulator/tenant',
    ],
    packages: ['minisearch', 'msw', 'rate-limiter-flexible', 'zod', 'node:*'],
  },
  'simulator/public': {
    ours: [
      'contract',
      'fixtures',
      'simulator/endpoints',
      'simulator/faults',
      'simulator/open-api',
      'simulator/ports.ts',
      'simulator/tenant',
    ],
    packages: ['msw', 'zod', 'node:*'],
  },
  'simulator/storage': {
    ours: ['fixtures/world-data.ts', 'simulator/ports.ts', 'simulator/tenant/state.ts'],
    packages: ['zod', 'node:*'],
  },
  'simulator/parity': {
    ours: ['simulator/app.ts', 'simulator/open-api'],
    packages: ['@commander-js/extra-typings', 'node:fs', 'node:timers'],
  },
  'simulator/open-api': { ours: ['contract'], packages: ['zod', 'node:fs', 'node:http'] },
  'simulator/faults': { ours: ['fixtures/random.ts'], packages: ['zod', 'node:timers'] },
  'simulator/control': {
    ours: [
      'contract',
      'fixtures',
      'simulator/endpoints',
      'simulator/faults',
      'simulator/pages',
      'simulator/ports.ts',
      'simulator/tenant',
      'simulator/worlds/worlds-error.ts',
    ],
    packages: ['fastest-levenshtein', 'hono', 'zod'],
  },
  'simulator/pages': {
    ours: ['contract', 'fixtures', 'simulator/ports.ts', 'simulator/tenant/accounts.ts'],
    packages: ['hono', 'node:crypto', 'node:fs'],
  },
  'simulator/console': {
    ours: ['contract', 'fixtures', 'simulator/pages', 'simulator/ports.ts', 'simulator/tenant'],
    packages: ['@dagrejs/dagre', 'd3-scale', 'd3-shape', 'hono', 'zod'],
  },
  'simulator/oauth': {
    ours: [
      'contract',
      'fixtures',
      'simulator/pages',
      'simulator/ports.ts',
      'simulator/storage',
      'simulator/tenant',
      'simulator/token-changes.ts',
    ],
    packages: ['hono', 'jose', 'light-my-request', 'oidc-provider', 'zod', 'node:*'],
  },
  'simulator/network': {
    ours: [
      'simulator/console',
      'simulator/oauth/pages',
      'simulator/pages',
      'simulator/ports.ts',
      'simulator/tenant/life',
    ],
    packages: ['@hono/node-server', '@mswjs/interceptors', 'msw', 'node:*'],
  },

  server: { ours: ['contract'], packages: ['@commander-js/extra-typings', 'zod', 'node:*'] },
  'server/mutants': { ours: [], packages: ['vitest'] },
  'server/limits.ts': { ours: [], packages: [] },
  'server/toolsets.ts': { ours: [], packages: [] },
  'server/result.ts': { ours: [], packages: [] },
  'server/sealing-keys.ts': { ours: [], packages: ['node:*'] },
  'server/sealed-text.ts': { ours: [], packages: ['node:crypto'] },
  'server/ports.ts': {
    ours: ['contract', 'server/result.ts', 'server/toolsets.ts'],
    packages: ['zod'],
  },
  // The two that write down or measure calls know nothing of each other.
  'server/audit': {
    ours: ['server/config.ts', 'server/limits.ts', 'server/log.ts', 'server/shaping/untrusted-text.ts'],
    packages: ['@commander-js/extra-typings', 'zod', 'node:*'],
  },
  'server/telemetry': {
    ours: ['package.json', 'server/ports.ts'],
    packages: [
      '@opentelemetry/exporter-metrics-otlp-http',
      '@opentelemetry/resources',
      '@opentelemetry/sdk-metrics',
    ],
  },
  'server/http': {
    ours: ['contract', 'server/limits.ts', 'server/policy'],
    packages: ['@hono/node-server', 'jose', 'node:*'],
  },
  'server/policy': {
    ours: [
      'contract',
      'server/optimove/operation.ts',
      'server/ports.ts',
      'server/result.ts',
      'server/toolsets.ts',
    ],
    packages: ['rate-limiter-flexible'],
  },
  'server/auth': {
    ours: [
      'contract',
      'server/access-ended.ts',
      'server/http',
      'server/limits.ts',
      'server/log.ts',
      'server/policy',
      'server/ports.ts',
      'server/result.ts',
      'server/sealed-text.ts',
    ],
    packages: ['jose', 'zod', 'node:crypto'],
  },
  'server/optimove': {
    ours: [
      'contract',
      'server/access-ended.ts',
      'server/http',
      'server/ids.ts',
      'server/limits.ts',
      'server/log.ts',
      'server/ports.ts',
      'server/result.ts',
    ],
    packages: ['zod', 'node:crypto', 'node:timers'],
  },
  'server/shaping': {
    ours: ['contract', 'server/limits.ts', 'server/ports.ts', 'server/result.ts', 'server/sealed-text.ts'],
    packages: ['gpt-tokenizer', 'zod', 'node:crypto'],
  },
  'server/audience': {
    ours: ['contract', 'server/result.ts'],
    packages: ['chevrotain', 'chrono-node', 'fastest-levenshtein'],
  },
  'server/discover.ts': { ours: [], packages: ['node:*'] },
  'server/completion.ts': { ours: ['server/ports.ts'], packages: [] },
  'server/resources': {
    ours: ['contract', 'server/completion.ts', 'server/discover.ts', 'server/limits.ts', 'server/ports.ts'],
    packages: [],
  },
  'server/prompts': {
    ours: ['contract', 'server/completion.ts', 'server/discover.ts', 'server/limits.ts'],
    packages: [],
  },
  // A tool sees what it may read, never the client that reads.
  'server/tools': {
    ours: [
      'contract',
      'server/audience',
      'server/limits.ts',
      'server/mcp/nearest.ts',
      'server/optimove/operation.ts',
      'server/ports.ts',
      'server/result.ts',
      'server/shaping',
      'server/toolsets.ts',
    ],
    packages: ['zod', 'node:*'],
  },
  'server/mcp/nearest.ts': { ours: [], packages: ['fastest-levenshtein'] },
  'server/mcp': {
    ours: [
      'contract',
      'package.json',
      'server/access-ended.ts',
      'server/audit',
      'server/auth',
      'server/completion.ts',
      'server/ids.ts',
      'server/limits.ts',
      'server/log.ts',
      'server/policy',
      'server/ports.ts',
      'server/prompts',
      'server/resources',
      'server/result.ts',
      'server/sealing-keys.ts',
      'server/shaping',
      'server/telemetry',
      'server/tools',
    ],
    packages: ['@modelcontextprotocol/server', 'fastest-levenshtein', 'node:perf_hooks', 'zod'],
  },

  conformance: {
    // Its own version.
    ours: ['package.json'],
    packages: [
      '@commander-js/extra-typings',
      '@hono/node-server',
      '@modelcontextprotocol/client',
      '@modelcontextprotocol/server',
      'commander',
      'fast-check',
      'fastest-levenshtein',
      'gpt-tokenizer',
      'hono',
      'jose',
      'node-html-parser',
      'sarif',
      'tough-cookie',
      'xmlbuilder2',
      'zod',
      'node:*',
    ],
  },
  // Connectors as somebody else would write them: they meet the simulator over HTTP, and nothing of this repository.
  'conformance/examples': {
    ours: [],
    packages: [
      '@hono/node-server',
      '@modelcontextprotocol/sdk',
      '@modelcontextprotocol/server',
      'express',
      'jose',
      'zod',
      'node:crypto',
      'node:http',
    ],
  },

  bench: {
    ours: ['contract', 'fixtures', 'scripts/npm.mjs', 'simulator'],
    packages: ['@commander-js/extra-typings', 'zod', 'node:*'],
  },
  scripts: {
    ours: ['contract', 'fixtures'],
    packages: ['@commander-js/extra-typings', '@peculiar/x509', '@playwright/test', 'zod', 'node:*'],
  },
  'scripts/source': { ours: ['layers.ts'], packages: ['oxc-parser', 'node:*'] },
  'layers.ts': { ours: [], packages: [] },
  'playwright.config.ts': { ours: ['scripts/chromium.ts'], packages: ['@playwright/test'] },
  'vitest.config.ts': { ours: [], packages: ['node:os', 'vitest'] },
};

/** Files that may import anything, since they wire the programs together to try them. Nothing else may import them. */
export const TESTS = /\.(?:test|spec)\.ts$|(?:^|\/)testing\/|^e2e\//u;
