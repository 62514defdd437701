import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { createTinySimulator, draftAs } from '../testing/tiny-simulator.ts';
import { demoWorld, visit } from './testing/visit.ts';

const MARKETER = 'marketer@lumenplay.example';
const HOSTILE = '<script>alert(1)</script> \u202Egnp.exe';

/** Names by kind; every text of theirs that a person may write is hostile. */
const BODIES = {
  campaigns: {
    target_group_id: '3002',
    channel: 'email',
    content: { subject: HOSTILE, body: HOSTILE, cta_url: 'https://lumenplay.example/"><script>' },
    objective: HOSTILE,
    tags: [HOSTILE],
  },
  triggers: {
    event: 'deposit',
    conditions: [{ property: 'currency', operator: 'eq', value: HOSTILE }],
    description: HOSTILE,
  },
  streams: {
    entry_target_group_id: '3002',
    steps: [{ key: HOSTILE, type: 'message', channel: 'sms' }],
    objective: HOSTILE,
  },
  'target-groups': {
    criteria: { type: 'attribute', attribute: 'favourite_game', operator: 'eq', value: HOSTILE },
    description: HOSTILE,
  },
} as const;

describe.each(Object.entries(BODIES))('a draft among the %s', (plural, body) => {
  test('is shown with its source, its author and what it says, and none of that is markup', async () => {
    const world = demoWorld();
    const simulator = await createTinySimulator({}, world);
    const response = await draftAs(simulator, MARKETER, `/tenants/lumenplay/drafts/${plural}`, {
      name: HOSTILE,
      ...body,
    });
    expect(response.status).toBe(201);
    const path = `/console/tenants/lumenplay/${plural}`;
    const page = parse(await (await visit(world, MARKETER, `${path}/900000001`)).text());
    const list = parse(await (await visit(world, MARKETER, path)).text());

    for (const shown of [page, list]) {
      expect(shown.querySelectorAll('script:not([src]), b, img[onerror]')).toEqual([]);
      expect(shown.text).toContain('alert(1)');
      expect(shown.querySelector('main')?.text).not.toContain('\u202E');
    }
    expect(page.text).toContain('Made through the MCP connector');
    expect(page.text).toContain(MARKETER);
    expect(list.querySelector('tbody tr')?.text).toContain('MCP connector');
  });
});

describe('a target group', () => {
  test('is used by the draft of a campaign that addresses it, as its page and the list say', async () => {
    const world = demoWorld();
    const simulator = await createTinySimulator({}, world);
    const group = world.tenant('lumenplay')?.collections['target-groups'].find(({ status, campaigns }) => {
      return status === 'active' && campaigns.length === 0;
    });
    const id = group?.id ?? '';
    const drafts = '/tenants/lumenplay/drafts/campaigns';
    const body = { ...BODIES.campaigns, target_group_id: id, name: 'First of its group' };
    expect((await draftAs(simulator, MARKETER, drafts, body)).status).toBe(201);

    const path = '/console/tenants/lumenplay/target-groups';
    const page = parse(await (await visit(world, MARKETER, `${path}/${id}`)).text());
    const list = parse(await (await visit(world, MARKETER, `${path}?query=${id}`)).text());

    expect(page.text).not.toContain('No campaign addresses it.');
    expect(page.querySelectorAll('.links a').map(({ text }) => text)).toContain('First of its group');
    expect(list.querySelector('[data-label=Campaigns]')?.text.trim()).toBe('1');
  });
});

describe('the page of drafts', () => {
  const world = demoWorld();
  const rowsOf = async (query = '', email = MARKETER) => {
    const page = parse(
      await (await visit(world, email, `/console/tenants/lumenplay/drafts?${query}`)).text(),
    );
    return page.querySelectorAll('tbody tr').map((row) => row.text.replaceAll(/\s+/g, ' '));
  };

  test('shows who made each draft, through what, and how long ago, the newest first', async () => {
    const [first] = await rowsOf();

    expect(first).toContain('Live Roulette Night – invitation');
    expect(first).toContain('MCP connector');
    expect(first).toContain('marketer@lumenplay.example');
    expect(first).toMatch(/\d+ minutes ago/);
  });

  test('filters by source and kind', async () => {
    const all = await rowsOf();
    const mcp = await rowsOf('source=mcp');
    const streams = await rowsOf('kind=streams');

    expect(mcp.length).toBeGreaterThan(0);
    expect(mcp).toEqual(all.filter((row) => row.includes('MCP connector')));
    expect(streams).toEqual(all.filter((row) => row.includes('Stream ·')));
  });

  test('shows no draft of a brand that the user does not belong to', async () => {
    const rows = await rowsOf('', 'marketer.bet@lumenplay.example');

    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !row.includes('· lumenbet'))).toEqual([]);
  });
});
