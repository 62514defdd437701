import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ok } from '../result.ts';
import { startConnector } from '../testing/connector.ts';
import { defineReadTool } from '../tools/define.ts';

const FIRST = 'Mon, 05 Jan 2026 10:00:00 GMT';
const A_DAY_LATER = 'Tue, 06 Jan 2026 10:00:00 GMT';
const TENANTS = ['lumenplay', 'northaisle'].map((id) => ({ id, name: id, region: 'eu', time_zone: 'UTC' }));

/** A tool that gives a cursor, or says of the one given whether it opens. */
function cursorTool(name: 'optimove_list_things' | 'optimove_list_others') {
  return defineReadTool({
    name,
    title: 'List things',
    description: 'Lists things.',
    input: z.strictObject({ query: z.string().default(''), cursor: z.string().optional() }),
    output: z.object({ cursor: z.string() }),
    async run({ query, cursor }, context) {
      const codec = context.cursors({ query });
      if (cursor === undefined) return ok({ cursor: codec.seal('next') });
      const opened = codec.open(cursor);
      return opened.ok ? ok({ cursor }) : opened;
    },
  });
}

interface Call {
  name?: 'optimove_list_things' | 'optimove_list_others';
  user_id?: string;
  tenant_id?: string;
  query?: string;
  date?: string;
}

describe('cursor of a call', () => {
  test.each<[string, Call, boolean]>([
    ['in the same call', {}, true],
    ['for another user', { user_id: 'u-2' }, false],
    ['for another tenant', { tenant_id: 'northaisle' }, false],
    ['in another tool', { name: 'optimove_list_others' }, false],
    ['with other filters', { query: 'vip' }, false],
    ["after a day of the authorization server's clock", { date: A_DAY_LATER }, false],
  ])('%s: opens (%j, %j)', async (_, change, opens) => {
    const tools = [cursorTool('optimove_list_things'), cursorTool('optimove_list_others')];
    const { post, upstream } = await startConnector({ tools });
    upstream.introspection['tenants'] = TENANTS;
    async function answerTo(cursor: object, call: Call): Promise<string> {
      const {
        name = 'optimove_list_things',
        user_id = 'u-1',
        tenant_id = 'lumenplay',
        query = '',
        date = FIRST,
      } = call;
      upstream.introspection['user_id'] = user_id;
      upstream.answer = ({ pathname }) =>
        pathname === '/oauth/introspect'
          ? Response.json(upstream.introspection, { headers: { date } })
          : undefined;
      return (await post('tools/call', { name, arguments: { tenant_id, query, ...cursor } })).text();
    }
    const cursor = /"structuredContent":\{"cursor":"([^"]+)"/.exec(await answerTo({}, {}))?.[1];

    const answer = await answerTo({ cursor }, change);

    expect(cursor).toBeDefined();
    expect(answer.includes('"isError":true')).toBe(!opens);
    expect(answer.includes('The cursor was refused')).toBe(!opens);
  });
});
