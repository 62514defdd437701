import { beforeAll, describe, expect, test } from 'vitest';
import { openBench } from './testing/bench.ts';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});

const GROUP = 'Churn Risk High';
const MAIL = { type: 'message', channel: 'email', template_id: 'We Miss You – e-mail' };
const stream = (name: string, steps: object[]) => ({ name, entry_target_group_id: GROUP, steps });

describe('optimove_create_draft_stream', () => {
  test('reads the steps in order where they do not say what is next', async () => {
    const { output, posts } = await bench.build(
      'stream',
      stream('In order', [
        { key: 'hello', ...MAIL, promotion_id: '20 Free Spins – We Miss You' },
        { key: 'rest', type: 'wait', wait_hours: 48 },
        { key: 'arm', type: 'split', split_percent: 30, next_alt: 'end' },
        { key: 'push', type: 'message', channel: 'push' },
        { key: 'end', type: 'exit' },
      ]),
    );

    expect(output).toMatchObject({
      draft: { type: 'stream', status: 'draft' },
      interpretation:
        'Customers of the target group "Churn Risk High" enter at hello. ' +
        'hello: message on email with the template "We Miss You – e-mail" and the promotion "20 Free Spins – We Miss You", then rest. ' +
        'rest: waits 48 hours, then arm. arm: 30 % go on to end, the others to push. push: message on push, then end. ' +
        'end: leaves the stream. 10 % of the customers are held out as control group.',
      warnings: ['Steps without a template: push.'],
    });
    expect(posts[0]?.body).toMatchObject({
      entry_target_group_id: expect.stringMatching(/^\d+$/),
      steps: [
        { key: 'hello', next: 'rest', template_id: expect.stringMatching(/^\d+$/) },
        { key: 'rest', next: 'arm' },
        { key: 'arm', next: 'push', next_alt: 'end' },
        { key: 'push', next: 'end' },
        { key: 'end' },
      ],
    });
  });

  test.each<[string, object[], string[]]>([
    [
      'fields that are missing or do not belong',
      [
        { key: 'a', type: 'message', wait_hours: 1 },
        { key: 'b', type: 'wait', channel: 'email' },
        { key: 'c', type: 'split' },
        { key: 'd', type: 'exit', next: 'a' },
      ],
      [
        'steps[0].channel is required in a step of type message',
        'steps[0].wait_hours does not belong in a step of type message',
        'steps[1].wait_hours is required in a step of type wait',
        'steps[1].channel does not belong',
        'steps[2].split_percent is required',
        'steps[2].next_alt is required',
        'steps[3].next does not belong',
      ],
    ],
    [
      'keys that are twice there or nowhere',
      [
        { key: 'a', ...MAIL, next: 'z' },
        { key: 'a', type: 'exit' },
      ],
      [
        'steps[1].key is the key of an earlier step',
        'steps[0].next is the key of no step (allowed: "a", "a")',
      ],
    ],
    [
      'a loop, and a step that nothing leads to',
      [
        { key: 'a', type: 'wait', wait_hours: 1 },
        { key: 'b', type: 'wait', wait_hours: 1, next: 'a' },
        { key: 'c', type: 'exit' },
      ],
      ['steps[1].next leads back to a', 'steps[2] is reached from no other step'],
    ],
    [
      'a step that waits for nothing',
      [{ key: 'a', type: 'wait', wait_hours: 1 }],
      ['steps[0].next is required, since no step comes after this one of type wait'],
    ],
    [
      'a split into one',
      [
        { key: 'a', type: 'split', split_percent: 50, next_alt: 'b' },
        { key: 'b', type: 'exit' },
      ],
      ['steps[0].next_alt leads to the same step as next'],
    ],
    [
      'messages that cannot be',
      [
        { key: 'a', ...MAIL, channel: 'sms' },
        { key: 'b', ...MAIL, template_id: 'Nothing like it' },
        { key: 'c', ...MAIL, promotion_id: '999999' },
      ],
      [
        'steps[0].template_id is a template of the channel email, not of sms',
        'steps[1].template_id names no template',
        'steps[2].promotion_id names no promotion',
      ],
    ],
  ])('%s: all of it is said, and nothing created', async (_, steps, words) => {
    const { text, posts } = await bench.build('stream', stream('Refused', steps));

    for (const word of words) expect(text).toContain(word);
    expect(posts).toEqual([]);
  });

  test('asks for each template once, however often it is sent', async () => {
    const steps = Array.from({ length: 20 }, (_, at) => ({ key: `s${at}`, ...MAIL }));
    bench.world.journal.clear();

    const { output } = await bench.build('stream', stream('Twenty', steps));

    const { entries } = bench.world.journal.read({ limit: 1000 });
    expect(output).toBeDefined();
    expect(entries.filter(({ path }) => path.includes('templates')).length).toBeLessThanOrEqual(2);
  });

  test('of twenty messages with as many templates asks less than the API lets a user ask at once', async () => {
    const data = bench.world.tenant('lumenplay')?.collections;
    const templates = data?.templates.filter(({ brand }) => brand === 'lumenplay').slice(0, 20) ?? [];
    const promotions = data?.promotions.filter(
      ({ brand, status }) => brand === 'lumenplay' && status === 'active',
    );
    const steps = templates.map(({ channel, name }, at) => ({
      key: `s${at}`,
      type: 'message',
      channel,
      template_id: name,
      promotion_id: promotions?.[at % promotions.length]?.name,
    }));
    bench.world.journal.clear();

    const { output } = await bench.build('stream', stream('All different', steps));

    expect(output).toBeDefined();
    expect(steps).toHaveLength(20);
    expect(bench.world.journal.read({ limit: 1000 }).entries.length).toBeLessThan(50);
  });

  test('says of each step what is wrong with it, also where it is the same', async () => {
    const { text } = await bench.build(
      'stream',
      stream('Refused', [
        { key: 'a', ...MAIL, template_id: 'Nothing like it' },
        { key: 'b', ...MAIL, template_id: 'Nothing like it' },
      ]),
    );

    expect(text).toContain('steps[0].template_id names no template');
    expect(text).toContain('steps[1].template_id names no template');
  });
});
