import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { auditFolder, recordsIn } from './testing/audit-folder.ts';

/** Begins and ends calls until one cannot be written, and says at which and why. */
const WRITER = `
  import { openAuditLog } from '${new URL('open-audit-log.ts', import.meta.url).href}';
  import { begunCall, endedCall } from '${new URL('testing/calls.ts', import.meta.url).href}';
  const log = openAuditLog(process.env.FOLDER, new Date());
  for (let at = 1; at < 1000; at += 1) {
    try {
      const entry = await log.begin(begunCall({ id: 'c-' + at, time: new Date(), arguments: 'x'.repeat(8000) }));
      await entry.finish(endedCall('y'.repeat(8000)));
    } catch (thrown) {
      console.log(at, thrown.message);
      break;
    }
  }`;

test('on a full disk a call is refused, and what was written stays readable', async () => {
  const folder = auditFolder();
  // No file of this shell grows beyond 256 KiB.
  const shell = `trap '' XFSZ; ulimit -f 512; exec "$0" --input-type=module -e "$1"`;
  const child = spawn('sh', ['-c', shell, process.execPath, WRITER], {
    env: { ...process.env, FOLDER: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });

  const [, at, problem] = /^(\d+) (.*)\n$/.exec(await text(child.stdout)) ?? [];

  expect(problem).toMatch(/disk/);
  expect(recordsIn(folder, {}, new Date()).length).toBeGreaterThanOrEqual(Number(at) - 1);
  expect(Number(at)).toBeGreaterThan(2);
});
