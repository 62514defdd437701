import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { REQUIREMENTS } from './requirements.ts';

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

describe('the command line', () => {
  test.each([
    [['--onyl', 'auth.pkce'], /--only/],
    [['--only', 'auth.pkcs'], /auth\.pkce/],
    [['--report', 'html=a'], /json=FILE or junit=FILE/],
    [['--baseline', 'a'], /unknown option/],
    [['replay'], /list, explain, self-test/],
    [['explain', 'safety.no-activatoin'], /safety\.no-activation/],
  ])('answers %j with one line and exit code 2', async (args, hint) => {
    const { code, stdout, stderr } = await run(...args);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(hint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('lists every requirement', async () => {
    const { code, stdout } = await run('list');

    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(REQUIREMENTS.length);
  });

  test('explains one requirement and what its check catches', async () => {
    const { stdout } = await run('explain', 'limits.cursor-bound');

    expect(stdout).toMatch(/catches a connector that begins again where it does not know a cursor/);
  });

  test('calls a connector that is not there a violation, and says where it looked', async () => {
    const { code, stdout } = await run(
      '--only',
      'liveness.reads',
      '--user',
      'wide=a@x.example:p',
      'http://127.0.0.1:9/mcp',
    );

    expect(code).toBe(1);
    expect(stdout).toMatch(/nothing answers at http:\/\/127\.0\.0\.1:9/);
  });
});
