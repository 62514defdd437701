import { beforeAll, describe, expect, test } from 'vitest';
import type { DraftType } from '#contract/drafts.ts';
import { call, textOf } from '../testing/call.ts';
import { MARKETER, openBench } from './testing/bench.ts';
import tool from './create-draft-trigger.tool.ts';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});

const triggers = () => bench.world.tenant('lumenplay')?.collections.triggers.length ?? 0;
const args = (name: string, key?: string) => ({
  name,
  event: 'deposit',
  ...(key !== undefined && { idempotency_key: key }),
});

describe('a builder that is called again', () => {
  test('with the same key and arguments gives the same draft', async () => {
    const first = await bench.build('trigger', args('Again', 'my key, schön ✓'));
    const second = await bench.build('trigger', args('Again', 'my key, schön ✓'));

    expect(first.output).toMatchObject({ replayed: false });
    expect(second.output).toEqual({ ...first.output, replayed: true });
  });

  test.each<[DraftType, object]>([
    ['campaign', { target_group_id: 'VIP Active EU', channel: 'email' }],
    ['trigger', { event: 'deposit' }],
    [
      'stream',
      { entry_target_group_id: 'VIP Active EU', steps: [{ key: 'a', type: 'message', channel: 'email' }] },
    ],
    ['target_group', { description: 'customers from Germany' }],
  ])('with the same key gives the same draft, whether %s or another', async (type, content) => {
    const again = { ...content, name: `Again, a ${type}`, idempotency_key: 'one key for all' };

    const first = await bench.build(type, again);
    const second = await bench.build(type, again);

    expect(first.output).toMatchObject({ replayed: false });
    expect(second.output).toMatchObject({ draft: first.output?.['draft'], replayed: true });
  });

  test('with the same key twice at once makes one draft', async () => {
    const before = triggers();

    const both = await Promise.all([
      bench.build('trigger', args('At once', 'k2')),
      bench.build('trigger', args('At once', 'k2')),
    ]);

    expect(new Set(both.map(({ output }) => JSON.stringify(output?.['draft']))).size).toBe(1);
    expect(new Set(both.map(({ output }) => output?.['replayed']))).toEqual(new Set([false, true]));
    expect(triggers()).toBe(before + 1);
  });

  test('with the same key and other arguments is refused', async () => {
    await bench.build('trigger', args('First content', 'k3'));
    const { text } = await bench.build('trigger', args('Other content', 'k3'));

    expect(text).toContain('this idempotency_key came before with other content');
  });

  test('with the same name and no key is pointed to the draft that there is', async () => {
    const first = await bench.build('trigger', args('Only once'));
    const { text } = await bench.build('trigger', args('Only once'));

    const { id, url } = Object(first.output?.['draft']);
    expect(text).toContain(`taken by "Only once" (id ${id}), status draft, ${url}`);
  });

  test.each([[undefined], ['k4']])(
    'whose answer got lost gets the draft that was made (key %s)',
    async (key) => {
      const before = triggers();
      let answers = 0;
      const drafts = bench.draftsOf(MARKETER, 'trigger', async (request) => {
        const answer = await bench.fetch(request);
        answers += 1;
        if (answers === 1) throw new TypeError('the connection broke');
        return answer;
      });

      const result = await call(tool, args(`Lost ${key}`, key), bench.apiOf(MARKETER), { drafts });

      expect(result.structuredContent).toMatchObject({ draft: { name: `Lost ${key}` }, replayed: true });
      expect(answers).toBe(2);
      expect(triggers()).toBe(before + 1);
    },
  );

  test('whose answers all got lost says how to find out, and finding out works', async () => {
    const drafts = bench.draftsOf(MARKETER, 'trigger', async (request) => {
      await bench.fetch(request);
      throw new TypeError('the connection broke');
    });

    const lost = textOf(await call(tool, args('Gone'), bench.apiOf(MARKETER), { drafts }));
    const { text } = await bench.build('trigger', args('Gone'));

    expect(lost).toContain('It is not known whether the draft "Gone" was created');
    expect(text).toContain('taken by "Gone"');
  });
});
