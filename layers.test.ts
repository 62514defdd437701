import { describe, expect, test } from 'vitest';
import { LAYERS } from './layers.ts';
import { filesOf, readText } from './scripts/source/files.ts';
import { judgeImports } from './scripts/source/judge-imports.ts';

describe('layers', () => {
  test('nothing imports what layers.ts does not allow', () => {
    const files = filesOf('**/*.{ts,mjs,cjs}');

    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap((file) => judgeImports(file, readText(file)))).toEqual([]);
  });

  test('every layer exists', () => {
    expect(Object.keys(LAYERS).filter((layer) => filesOf(layer, `${layer}/**`).length === 0)).toEqual([]);
  });

  test.each([
    ['server/app.ts', `import { world } from '#simulator/tenant/world.ts';`],
    ['server/app.ts', `import type { World } from '../simulator/ports.ts';`],
    ['server/app.ts', `export { world } from '#simulator/tenant/world.ts';`],
    ['server/app.ts', `export * from '#simulator/tenant/world.ts';`],
    ['server/app.ts', `await import('#simulator/tenant/world.ts');`],
    ['server/app.ts', 'await import(`#simulator/tenant/world.ts`);'],
    ['server/app.ts', `type World = import('#simulator/ports.ts').World;`],
    ['server/app.ts', `new URL('../simulator/main.ts', import.meta.url);`],
    ['server/app.ts', `await import(process.argv[2]);`],
    ['server/app.ts', `import { http } from 'msw/http';`],
    ['server/app.ts', `import x from '../../elsewhere.ts';`],
    ['server/limits.ts', `import { thing } from './result.ts';`],
    ['simulator/app.ts', `import { limits } from '#server/limits.ts';`],
    ['server/app.ts', `import { entities } from './tools/testing/entities.ts';`],
    ['server/tools/registry.ts', `import { createClient } from '../optimove/client.ts';`],
    ['simulator/app.ts', `import { x } from 'msw/experimental';`],
    ['conformance/run.ts', `import { scopes } from '#contract/scopes.ts';`],
    ['contract/page.ts', `import { randomUUID } from 'crypto';`],
    ['contract/page.ts', `/* eslint-disable no-console */`],
    ['contract/page.ts', `// @ts-ignore`],
    ['elsewhere/a.ts', `export const a = 1;`],
  ])('refuses in %s: %s', (file, source) => {
    expect(judgeImports(file, source)).toHaveLength(1);
  });

  test('refuses a source that does not parse', () => {
    expect(() => judgeImports('server/app.ts', 'import from;')).toThrow(SyntaxError);
  });

  test('lets tests import anything', () => {
    const source = `import { world } from '#simulator/tenant/world.ts'; import { http } from 'msw/http';`;

    expect(judgeImports('server/app.test.ts', source)).toEqual([]);
  });
});
