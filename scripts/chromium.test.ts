import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { findChromium } from './chromium.ts';

describe('findChromium', () => {
  test('takes the one of CHROMIUM_PATH', () => {
    vi.stubEnv('CHROMIUM_PATH', process.execPath);

    expect(findChromium()).toBe(process.execPath);
  });

  test('says in one line that the one of CHROMIUM_PATH does not exist', () => {
    vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium');

    expect(findChromium).toThrow(
      new Error(
        'CHROMIUM_PATH=/nowhere/chromium does not exist. Point it to Chrome or Chromium, or unset it.',
      ),
    );
  });

  test('passes over one on the path that does not start', () => {
    const [broken, working] = [program('exit 1'), program('echo Chromium 1')];
    vi.stubEnv('CHROMIUM_PATH', undefined);
    vi.stubEnv('PATH', [broken, working].join(':'));

    expect(findChromium()).toBe(join(working, 'chromium'));
  });
});

/** A folder with a program called chromium. */
function program(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'chromium'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return folder;
}
