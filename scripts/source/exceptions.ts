/** Entry points of packages that only one file may use, because they can change under us. */
export const SINGLE_USE: Readonly<Record<string, string>> = {
  'msw/experimental': 'simulator/network/fetch-source.ts',
};

/** Where modules are found by file name and imported by a computed path. */
export const DISCOVERY: readonly string[] = [
  'conformance/witness/assembly.ts',
  'conformance/discover.ts',
  'server/discover.ts',
  'server/tools/registry.ts',
  'simulator/endpoints/registry.ts',
  'simulator/public/registry.ts',
  'simulator/network/page-handlers.ts',
];

/** Files that may switch a check off, and why. */
export const SUPPRESSIONS: Readonly<Record<string, string>> = {
  'server/optimove/api-path.ts': 'looks for control characters',
  'server/tools/builder/structure.test.ts': 'shows what the compiler refuses',
};
