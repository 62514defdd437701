import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { alive, descendantsOf, launch, until, type Launched } from './testing/launch.ts';

const TIMEOUT_MS = 30_000;
const START = [process.execPath, 'scripts/start.ts', '--json'];
const SPAWN = `spawn(process.execPath, ['scripts/start.ts', '--json'], { stdio: 'inherit' })`;
const PROGRAM = [process.execPath, '--eval', `require('node:child_process').${SPAWN}`];
const NPM_START = ['npm', 'start', '--', '--json'];

/** Starts the product and waits for its ready line. */
async function started(command: string[]): Promise<Launched & { family: number[] }> {
  const launched = launch(command);
  onTestFinished(() => void launched.child.kill('SIGTERM'));
  await until(() => launched.output().includes('\n'));
  return { ...launched, family: [launched.pid, ...descendantsOf(launched.pid)] };
}

describe('npm start', { timeout: TIMEOUT_MS }, () => {
  test('prints the ready line and nothing else on stdout', async () => {
    const { output, pid, child, ended } = await started(START);

    const line: unknown = JSON.parse(output());
    expect(line).toEqual({
      ready: true,
      connector: expect.stringMatching(/^http:\/\/localhost:\d+\/mcp$/u),
      simulator: expect.stringMatching(/^http:\/\/localhost:\d+$/u),
      control: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/u),
      issuer: expect.stringMatching(/^http:\/\/localhost:\d+$/u),
      pid,
    });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output().trim().split('\n')).toHaveLength(1);
  });

  test.each([
    ['Ctrl-C in a terminal', NPM_START, 5, (pid: number) => process.kill(-pid, 'SIGINT')],
    ['SIGINT to npm alone', NPM_START, 5, (pid: number) => process.kill(pid, 'SIGINT')],
    ['SIGTERM to npm alone', NPM_START, 5, (pid: number) => process.kill(pid, 'SIGTERM')],
    ['kill -9 of npm', NPM_START, 5, (pid: number) => process.kill(pid, 'SIGKILL')],
    ['kill -9 of the launcher', START, 3, (pid: number) => process.kill(pid, 'SIGKILL')],
    ['kill -9 of a program that started it', PROGRAM, 4, (pid: number) => process.kill(pid, 'SIGKILL')],
  ])('leaves no process behind after %s', async (_way, command, processes, end) => {
    const { pid, family } = await started(command);
    expect(family).toHaveLength(processes);

    end(pid);

    await until(() => alive(family).length === 0);
    expect(alive(family)).toEqual([]);
  });

  test('ends with one line when one of the programs ends', async () => {
    const { family, ended, errors } = await started(START);
    const [, simulator] = family;

    process.kill(simulator ?? 0, 'SIGKILL');

    expect(await ended).toBe(1);
    expect(errors().trim().split('\n').at(-1)).toBe('The simulator stopped (SIGKILL).');
    expect(alive(family)).toEqual([]);
  });
});

describe('npm start that cannot start', { timeout: TIMEOUT_MS }, () => {
  const holder = createServer();

  afterEach(() => void holder.close());

  test.each(['CONNECTOR_PORT', 'SIMULATOR_PORT', 'CONTROL_PORT'])(
    'says in one line that %s is taken',
    async (name) => {
      await once(holder.listen(0, '127.0.0.1'), 'listening');
      const address = holder.address();
      const port = typeof address === 'object' ? String(address?.port) : '';

      const { ended, output, errors } = launch(START, { [name]: port });

      expect(await ended).toBe(1);
      expect(output()).toBe('');
      expect(errors()).toBe(
        `Port ${port} is taken. Stop the program that holds it, or choose another: ${name}=0 npm start\n`,
      );
    },
  );

  test.each([
    [['--scael', 'small'], {}, "error: unknown option '--scael'\n(Did you mean --scale?)\n"],
    [['--clock', 'noon'], {}, /^error: option '--clock <instant>' argument 'noon' is invalid.*\n$/u],
    [
      ['--clock', '2026-02-30T00:00:00Z'],
      {},
      /^error: option '--clock <instant>' argument .* is invalid.*\n$/u,
    ],
    [
      ['--clock', '2026-03-29T00:30:00'],
      {},
      /^error: option '--clock <instant>' argument .* is invalid.*\n$/u,
    ],
    [
      [],
      { HOST: '999.1.1.1' },
      'HOST=999.1.1.1 cannot be bound (ENOTFOUND). Use an address of this machine, such as 127.0.0.1.\n',
    ],
    [[], { CONTROL: 'maybe' }, 'CONTROL=maybe is neither on nor off.\n'],
  ])('says in one line what is wrong with %j %j', async (options, variables, line) => {
    const { ended, output, errors } = launch([...START, ...options], variables);

    expect(await ended).toBe(1);
    expect(output()).toBe('');
    expect(errors()).toMatch(line);
  });
});
