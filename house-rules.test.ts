import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { filesOf, readText } from './scripts/source/files.ts';

const LONGEST = 300;
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/u;
const DATA = /\.json$|^fixtures\/|^docs\/(?:requirements|tools)\.md$/u;
/** Where each kind of discovered file lives. */
const DISCOVERED = {
  tool: 'server/tools/',
  endpoint: 'simulator/endpoints/',
  function: 'simulator/public/',
  check: 'conformance/checks/',
  page: 'simulator/console/',
  resource: 'server/resources/',
  prompt: 'server/prompts/',
};
/** Folders of the machine that somebody wrote on, and addresses of package registries. */
const OF_ONE_MACHINE = new RegExp(
  ['/(?:work|root|home)/[a-z]', 'registry[.]npmjs', 'deb[.]debian'].join('|'),
  'u',
);

const files = filesOf('**/*', '.*', '.ci/*').filter((file) => !/\.(?:png|log)$/u.test(file));
const code = filesOf('**/*.{ts,mjs,cjs,js}');

const versionsSchema = z.record(z.string(), z.string());
const packageSchema = z.object({
  dependencies: versionsSchema,
  devDependencies: versionsSchema,
  optionalDependencies: versionsSchema,
});

function textFiles(): { file: string; text: string }[] {
  return files.map((file) => ({ file, text: readText(file) }));
}

describe('house rules', () => {
  test('are held against the whole tree', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(code.length).toBeGreaterThan(250);
  });

  test('no file but data is longer than 300 lines', () => {
    const long = textFiles().filter(({ text }) => text.split('\n').length > LONGEST + 1);

    expect(long.map(({ file }) => file).filter((file) => !DATA.test(file))).toEqual([]);
  });

  test('no file names a folder of one machine or a package registry', () => {
    expect(
      textFiles()
        .filter(({ text }) => OF_ONE_MACHINE.test(text))
        .map(({ file }) => file),
    ).toEqual([]);
  });

  test('no file has a name that says nothing', () => {
    expect(
      code.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|index|misc)\.[a-z]+$/u.test(file)),
    ).toEqual([]);
  });

  test.each(Object.entries(DISCOVERED))(
    'every *.%s.ts has a default export and lives in %s',
    (suffix, folder) => {
      const found = code.filter((file) => file.endsWith(`.${suffix}.ts`));

      expect(found).not.toEqual([]);
      expect(found.filter((file) => !file.startsWith(folder))).toEqual([]);
      expect(found.filter((file) => !/^export default /mu.test(readText(file)))).toEqual([]);
    },
  );

  test('nothing but discovered files and settings of tools has a default export', () => {
    const expected = new RegExp(`[.](?:${Object.keys(DISCOVERED).join('|')}|config)[.]ts$`, 'u');
    const exporting = code.filter((file) => /^export default /mu.test(readText(file)));

    expect(exporting.filter((file) => !expected.test(file))).toEqual([]);
  });
});

describe('package.json', () => {
  const { dependencies, devDependencies, optionalDependencies } = packageSchema.parse(
    JSON.parse(readText('package.json')),
  );
  const versions = { ...dependencies, ...devDependencies, ...optionalDependencies };

  test('names exact versions', () => {
    expect(Object.entries(versions).filter(([, version]) => !EXACT.test(version))).toEqual([]);
  });

  test('agrees with the lock file, which names no download addresses', () => {
    const lock = readText('package-lock.json');
    const root = packageSchema.parse(
      z.object({ packages: z.object({ '': z.unknown() }) }).parse(JSON.parse(lock)).packages[''],
    );

    expect(root).toEqual({ dependencies, devDependencies, optionalDependencies });
    expect(lock).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/u);
  });

  test('has a line in docs/dependencies.md for each package that the product runs on', () => {
    const lines = readText('docs/dependencies.md');

    expect(Object.keys(dependencies).filter((name) => !lines.includes(`\`${name}\``))).toEqual([]);
  });
});
