import { describe, expect, test, vi } from 'vitest';
import { assembleSimulator } from '#simulator/assemble.ts';
import type { World } from '#simulator/ports.ts';
import { createWorld } from '#simulator/tenant/world.ts';
import { nameTokens } from '#simulator/testing/tiny-simulator.ts';
import { createMemoryAuditLog } from '../audit/memory-audit-log.ts';
import { startConnector } from '../testing/connector.ts';
import { API } from '../testing/fake-upstream.ts';
import { loadTools } from '../tools/registry.ts';
import { argumentsFor } from '../tools/testing/entities.ts';
import { CANARY_ID, CANARY_TEXT, openCanaryWorld } from './testing/canary-world.ts';
import { startCollector } from './testing/collector.ts';
import { collectorAt, createOpenTelemetry } from './open-telemetry.ts';
import { ToolLabel, type MeasuredCall } from './telemetry.ts';

const EMAIL = 'marketer@lumenplay.example';
const tools = await loadTools();

/** What must be nowhere in `text`, as found there. */
function leaksIn(text: string): string[] {
  const canaries = [
    CANARY_TEXT,
    CANARY_ID,
    'lumenplay',
    'lumenbet',
    'lapsed_vip',
    '.example',
    'api-token',
    'mcp-client',
  ];
  return [
    ...canaries.filter((canary) => text.toLowerCase().includes(canary)),
    ...(text.match(/eyJ[\w-]+/g) ?? []),
  ];
}

/** A connector over the marked world, with real telemetry to a real collector; all that it says of itself is kept. */
async function startMarked() {
  const world = createWorld({ seed: 1, scale: 'small', open: openCanaryWorld });
  const user = world.users.find(EMAIL);
  if (user === undefined) throw new Error('The world has no such user.');
  const simulator = await assembleSimulator({
    world,
    origin: API,
    authorizationServer: {
      ...nameTokens(world),
      principal: async () => ({
        user,
        client_id: 'mcp-client',
        scopes: new Set(['api:read', 'api:drafts'] as const),
      }),
    },
    onBug: () => undefined,
  });
  const collector = await startCollector();
  const telemetry = createOpenTelemetry(collectorAt(collector.url));
  const audit = createMemoryAuditLog();
  const started = await startConnector({ tools, telemetry, audit });
  started.upstream.answer = (url, request) => (url.origin === API ? simulator.fetch(request) : undefined);
  Object.assign(started.upstream.introspection, {
    user_id: user.id,
    scope: 'optimove:read optimove:drafts.write',
    tenants: [{ id: 'lumenplay', name: `Lumenplay ${CANARY_TEXT}`, region: 'eu', time_zone: 'Europe/Malta' }],
  });
  return { ...started, world, user, collector, telemetry, audit };
}

/** Arguments of every sort: that find something, that find nothing, that are wrong, and that are hostile. */
function argumentsOf(name: string, world: World, user: Parameters<World['visible']>[0]): object[] {
  const collection = `${name.replace('optimove_get_', '').replaceAll('_', '-')}s`;
  const id = idsOf(world, user, collection)[0] ?? CANARY_ID;
  const hostile = `${CANARY_TEXT}\r\n\u202E"}{${EMAIL}`;
  const campaign_ids = idsOf(world, user, 'campaigns').slice(0, 1);
  const segment_ids = idsOf(world, user, 'segments').slice(0, 1);
  const found = { ...argumentsFor(name), ...('id' in argumentsFor(name) && { id }) };
  return [
    {
      ...found,
      ...('campaign_ids' in found && { campaign_ids }),
      ...('segment_ids' in found && { segment_ids }),
    },
    { ...found, id: `${CANARY_TEXT} none` },
    { ...found, cursor: hostile, q: hostile, query: hostile, name: hostile },
    { [hostile]: hostile, id: { [CANARY_ID]: [hostile] }, limit: hostile },
  ];
}

function idsOf(world: World, user: Parameters<World['visible']>[0], collection: string): string[] {
  const data = world.tenant('lumenplay')?.collections ?? {};
  const known = Object.keys(data).find(
    (name): name is Parameters<World['visible']>[2] => name === collection,
  );
  return known === undefined ? [] : world.visible(user, 'lumenplay', known).map(({ id }) => id);
}

describe('telemetry and logs', () => {
  test('whatever is called with whatever arguments, nothing of a tenant, a user or a token is in them', async () => {
    const printed: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    const { world, user, post, audit, collector, telemetry, logged } = await startMarked();

    for (const { name } of tools) {
      for (const args of argumentsOf(name, world, user)) {
        const headers = { 'x-canary': CANARY_TEXT };
        await post('tools/call', { name, arguments: args }, { headers });
      }
    }
    await post('tools/call', { name: `optimove_${CANARY_TEXT}`, arguments: {} });
    await post('tools/call', { name: CANARY_TEXT, arguments: { id: CANARY_ID } });
    await post(CANARY_TEXT, { id: CANARY_ID });
    await telemetry.close();
    vi.restoreAllMocks();

    const answered = audit.records.filter(({ outcome }) => outcome === 'ok');
    const seen = JSON.stringify(audit.records);
    const received = collector.received();
    expect(new Set(answered.map(({ tool }) => tool)).size).toBeGreaterThan(24);
    expect(seen).toContain(CANARY_TEXT);
    expect(seen).toContain(CANARY_ID);
    expect(new Set(audit.records.map(({ outcome }) => outcome)).size).toBeGreaterThan(3);
    for (const { name } of tools) expect(received).toContain(name);
    expect(leaksIn(received)).toEqual([]);
    expect(leaksIn(JSON.stringify(logged))).toEqual([]);
    expect(leaksIn(printed.join(''))).toEqual([]);
  });

  test('a leak would be found', async () => {
    const { collector, telemetry } = await startMarked();
    const measured: MeasuredCall = {
      tool: ToolLabel.unknown,
      outcome: 'ok',
      seconds: 1,
      parameterBytes: 1,
      resultBytes: 1,
    };

    telemetry.record(Object.assign(measured, { outcome: `Weekend ${CANARY_TEXT}` }));
    await telemetry.close();

    expect(collector.requests()).toBe(1);
    expect(leaksIn(collector.received())).toEqual([CANARY_TEXT]);
  });
});
