import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { claimPort } from '../../scripts/ports.ts';
import { startProgram } from '../../scripts/program.ts';
import { reportSchema } from '../report/report.ts';
import { REQUIREMENTS } from '../ledger/requirements.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PASSWORD = 'optimove-demo';
const PEOPLE = {
  wide: 'marketer@lumenplay.example',
  narrow: 'marketer.bet@lumenplay.example',
  'other-tenant': 'admin@northaisle.example',
};
/** What permissions, pages and the catalog are about; the rest is for `npm run conformance`. */
const JUDGED = ['safety.draft-once', 'permissions.', 'limits.pag', 'liveness.', 'catalog.'];
const ABOUT_CONNECTORS = [
  ...REQUIREMENTS.map(({ id }) => id).filter((id) => JUDGED.some((area) => id.startsWith(area))),
  'auth.challenge',
  'auth.altered-token',
  'auth.one-token',
  'auth.step-up',
  'auth.revocation',
  'data.error-insides',
];
/** What small servers forget, and these do not. */
const WELL_FORMED = [
  'auth.no-store',
  'auth.one-request-one-call',
  'auth.one-token',
  'auth.single-audience',
  'auth.token-life',
  'data.error-insides',
  'limits.result-cap',
  'transport.foreign-host',
  'transport.invalid-params',
  'transport.invalid-request',
  'transport.legacy-revision-header',
  'transport.negotiation',
  'transport.only-post',
  'transport.parse-error',
];
const readySchema = z.object({ simulator: z.url(), control: z.url() });

/** Starts a simulator and a stranger before it, and judges the stranger as anybody would: by its address. */
async function judged(program: string, ...options: string[]) {
  const port = String(await claimPort('127.0.0.1', 0, 'CONNECTOR_PORT'));
  const programs = [
    startProgram('simulator', ['simulator/main.ts', '--json'], {
      CONNECTOR_PORT: port,
      SIMULATOR_PORT: '0',
      CONTROL_PORT: '0',
      RATE_LIMIT: 'off',
      REFRESH_GRACE: '0',
    }),
  ];
  try {
    const { simulator, control } = readySchema.parse(JSON.parse((await programs[0]?.ready) ?? ''));
    const stranger = startProgram('stranger', [`conformance/examples/${program}`], {
      CONNECTOR_PORT: port,
      OPTIMOVE_API_URL: simulator,
      OPTIMOVE_ISSUER: simulator,
    });
    programs.push(stranger);
    await stranger.ready;
    const file = join(temporaryFolder(), 'report.json');
    const users = Object.entries(PEOPLE).flatMap(([who, email]) => ['--user', `${who}=${email}:${PASSWORD}`]);
    const address = [`http://localhost:${port}/mcp`, '--control', control, ...users];
    const args = [...address, '--report', `json=${file}`, ...options];
    const suite = spawn(process.execPath, ['conformance/cli.ts', ...args], { cwd: ROOT, stdio: 'ignore' });
    const [code]: unknown[] = await once(suite, 'exit');
    const { results } = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { code, results, failed: results.filter(({ status }) => status === 'fail') };
  } finally {
    await Promise.all(programs.map(async (one) => one.stop()));
  }
}

describe('a stranger', { timeout: 600_000 }, () => {
  test('that is sound is violated by nothing', async () => {
    const { code, results, failed } = await judged(
      'sdk-v2/main.ts',
      '--skip-slow',
      '--runs=50',
      '--budget=10m',
      `--only=${ABOUT_CONNECTORS.join()}`,
    );

    expect(failed).toEqual([]);
    expect([0, 3]).toContain(code);
    // The SDK takes any cursor of tools/list.
    const warned = results.filter(({ status }) => status === 'warn').map(({ requirement }) => requirement);
    expect(warned).toEqual(['catalog.list-cursor']);
    expect(results.filter(({ status }) => status === 'pass').length).toBeGreaterThan(30);
  });

  test('that activates what it is to look at is found out by the effect', async () => {
    const { code, failed } = await judged(
      'express/main.ts',
      '--runs=50',
      '--only',
      [
        'catalog.hint,catalog.manifest,data.output-schema,liveness.reads,permissions.inherited',
        'permissions.caller-identity,safety.read-tools-read,safety.no-such-parameter',
        ...WELL_FORMED,
      ].join(),
    );

    expect(code).toBe(1);
    expect(new Set(failed.map(({ requirement }) => requirement))).toEqual(
      new Set(['safety.read-tools-read']),
    );
    expect(failed.filter(({ check }) => check === 'safety/every-entity')).toMatchObject([
      {
        message: expect.stringMatching(/^to look at a target_group had the effect activate/u),
        evidence: {
          calls: [{ request: 'tools/call optimove_get_target_group', status: 200 }],
          journal: [{ effect: 'activate', endpoint: 'activate-target-group' }],
        },
      },
    ]);
  });

  test('that lists in the name of somebody else is found out by who sees what', async () => {
    const { code, failed } = await judged(
      'plain/main.mjs',
      '--only',
      [
        'catalog.hint,catalog.manifest,liveness.reads,data.live,auth.revocation',
        'permissions.inherited,permissions.caller-identity,permissions.invisible-is-absent,permissions.own-tenant',
        'permissions.every-user,safety.no-such-parameter,transport.unsupported-revision',
        'transport.request-metadata',
        ...WELL_FORMED,
      ].join(),
    );

    expect(code).toBe(1);
    const byName = failed.toSorted((one, other) => one.requirement.localeCompare(other.requirement));
    expect(byName).toMatchObject([
      {
        requirement: 'permissions.caller-identity',
        message: expect.stringMatching(/^during one call of narrow the API was asked in the name of/u),
        evidence: {
          calls: expect.arrayContaining([
            expect.objectContaining({ as: 'narrow', request: 'tools/call optimove_list_segments' }),
          ]),
          journal: expect.arrayContaining([expect.objectContaining({ endpoint: 'list-segments' })]),
        },
      },
      { requirement: 'permissions.every-user' },
      {
        requirement: 'permissions.inherited',
        message: expect.stringMatching(/^narrow is shown segment .* that the rules hide$/u),
      },
    ]);
  });
});
