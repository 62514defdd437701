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
 * judge connectors that nobody here wrote. Tests may import anything.
 */
export const LAYERS: Readonly<Record<string, Layer>> = {
  contract: { ours: [], packages: ['zod'] },
  fixtures: { ours: ['contract'], packages: ['@faker-js/faker', 'node:crypto'] },

  simulator: {
    ours: ['contract', 'fixtures'],
    packages: [
      '@commander-js/extra-typings',
      '@hono/node-server',
      '@mswjs/interceptors',
      'hono',
      'jose',
      'light-my-request',
      'minisearch',
      'msw',
      'oidc-provider',
      'zod',
      'node:*',
    ],
  },
  'simulator/oauth/testing': {
    ours: ['contract', 'fixtures', 'simulator'],
    packages: ['jose', 'node-html-parser', 'oauth4webapi', 'tough-cookie', 'zod', 'node:*'],
  },
  'simulator/ports.ts': { ours: ['contract', 'fixtures'], packages: [] },
  'simulator/tenant': {
    ours: ['contract', 'fixtures', 'simulator/ports.ts'],
    packages: ['zod', 'node:crypto'],
  },

  server: {
    ours: ['contract', 'package.json'],
    packages: [
      '@commander-js/extra-typings',
      '@hono/node-server',
      '@modelcontextprotocol/node',
      '@modelcontextprotocol/server',
      'fastest-levenshtein',
      'gpt-tokenizer',
      'jose',
      'zod',
      'node:*',
    ],
  },
  'server/tools/testing': {
    ours: ['contract', 'server'],
    packages: ['fast-check', 'zod', 'node:crypto'],
  },
  'server/ports.ts': { ours: ['contract', 'server/result.ts'], packages: ['zod'] },
  'server/result.ts': { ours: [], packages: [] },
  'server/limits.ts': { ours: [], packages: [] },

  conformance: {
    ours: [],
    packages: [
      '@commander-js/extra-typings',
      'fast-check',
      'jose',
      'light-my-request',
      'xmlbuilder2',
      'zod',
      'node:*',
    ],
  },

  scripts: {
    ours: ['contract', 'fixtures'],
    packages: ['@commander-js/extra-typings', '@playwright/test', 'zod', 'node:*'],
  },
  'scripts/source': { ours: ['layers.ts'], packages: ['oxc-parser', 'node:*'] },
  'layers.ts': { ours: [], packages: [] },
  'playwright.config.ts': { ours: ['scripts/chromium.ts'], packages: ['@playwright/test'] },
  'vitest.config.ts': { ours: [], packages: ['vitest'] },
};

/** Files that may import anything: they wire the programs together to try them. */
export const TESTS = /\.test\.ts$|\.spec\.ts$|^e2e\//u;

/** Entry points of packages that only one file may use, because they can change under us. */
export const SINGLE_USE: Readonly<Record<string, string>> = {
  'msw/experimental': 'simulator/network/fetch-source.ts',
};

/** Where modules are found by file name and imported by a computed path. */
export const DISCOVERY: readonly string[] = [
  'server/tools/registry.ts',
  'simulator/endpoints/registry.ts',
  'simulator/network/page-handlers.ts',
];

/** Files that may switch a check off, and why. */
export const SUPPRESSIONS: Readonly<Record<string, string>> = {
  'server/optimove/api-path.ts': 'looks for control characters',
};
