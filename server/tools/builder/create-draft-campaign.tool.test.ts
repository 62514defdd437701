import { beforeAll, describe, expect, test } from 'vitest';
import { openBench } from './testing/bench.ts';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});

const CAMPAIGN = { name: 'Spring', target_group_id: 'VIP Active EU', channel: 'email' };

describe('optimove_create_draft_campaign', () => {
  test('takes names for ids, and says what it made', async () => {
    const { output, posts } = await bench.build('campaign', {
      ...CAMPAIGN,
      template_id: 'We Miss You – e-mail',
      promotion_id: '20 Free Spins – We Miss You',
      objective: 'Bring them back.',
      tags: ['weekend'],
    });

    expect(output).toMatchObject({
      draft: { type: 'campaign', name: 'Spring', status: 'draft' },
      interpretation:
        'A campaign on the channel email for the target group "VIP Active EU", with the template "We Miss You – e-mail", ' +
        'with the promotion "20 Free Spins – We Miss You"; 10 % of the customers are held out as control group.',
      warnings: [],
    });
    expect(posts).toHaveLength(1);
    expect(posts[0]?.body).toMatchObject({
      target_group_id: expect.stringMatching(/^\d+$/),
      template_id: expect.stringMatching(/^\d+$/),
      promotion_id: expect.stringMatching(/^\d+$/),
      control_group_percent: 10,
    });
  });

  test('says all that is wrong at once, and creates nothing', async () => {
    const { text, posts } = await bench.build('campaign', {
      ...CAMPAIGN,
      target_group_id: 'VIP Actve EU',
      template_id: 'We Miss You e-mail',
      promotion_id: '999999',
    });

    expect(posts).toEqual([]);
    for (const words of [
      'target_group_id names no target group that this user may see; optimove_list_target_groups has them (nearest: "VIP Active EU"',
      'template_id names no template that this user may see; optimove_list_channels has them (nearest: "We Miss You – e-mail"',
      'promotion_id names no promotion that this user may see',
    ])
      expect(text).toContain(words);
  });

  test('a template of another channel or brand, and a promotion of another brand, are refused', async () => {
    const bet = bench.world.tenant('lumenplay')?.collections;
    const template = bet?.templates.find(({ brand, channel }) => brand === 'lumenbet' && channel === 'email');
    const promotion = bet?.promotions.find(
      ({ brand, status }) => brand === 'lumenbet' && status === 'active',
    );

    const crossed = await bench.build('campaign', {
      ...CAMPAIGN,
      name: 'Crossed',
      template_id: template?.id,
      promotion_id: promotion?.id,
    });
    const sms = await bench.build('campaign', {
      ...CAMPAIGN,
      name: 'Crossed',
      channel: 'sms',
      template_id: 'We Miss You – e-mail',
    });

    expect([...crossed.posts, ...sms.posts]).toEqual([]);
    expect(crossed.text).toContain(
      'template_id belongs to the brand lumenbet, and the target group to lumenplay',
    );
    expect(crossed.text).toContain('promotion_id belongs to the brand lumenbet');
    expect(sms.text).toContain('template_id is a template of the channel email, not of sms');
  });

  test('an archived target group is refused', async () => {
    const archived = bench.world
      .tenant('lumenplay')
      ?.collections['target-groups'].find(({ status }) => status === 'archived');

    const { text, posts } = await bench.build('campaign', { ...CAMPAIGN, target_group_id: archived?.id });

    expect(text).toContain('target_group_id is archived; choose another one');
    expect(posts).toEqual([]);
  });

  test('warns of what a marketer should look at', async () => {
    const data = bench.world.tenant('lumenplay')?.collections;
    const group = data?.['target-groups'].find(
      ({ status, brand }) => status === 'draft' && brand === 'lumenplay',
    );
    const ended = data?.promotions.find(({ status }) => status === 'deactivated');

    const bare = await bench.build('campaign', {
      ...CAMPAIGN,
      name: 'Bare',
      target_group_id: group?.id,
      promotion_id: ended?.id,
      control_group_percent: 0,
    });
    const german = await bench.build('campaign', {
      ...CAMPAIGN,
      name: 'German',
      template_id: 'Wir vermissen dich – E-Mail',
      content: { subject: 'Hallo' },
    });
    const sms = await bench.build('campaign', {
      ...CAMPAIGN,
      name: 'SMS',
      channel: 'sms',
      content: { subject: 'Hi', body: 'Come back.' },
    });

    expect(bare.output?.['warnings']).toEqual([
      expect.stringMatching(/^The target group ".+" is draft\.$/),
      expect.stringMatching(/^The promotion ".+" (?:is deactivated|expired on 2026-.+)\.$/),
      'It has neither a template nor a text: one has to be added before it can go out.',
      'There is no control group: its uplift cannot be measured.',
    ]);
    expect(german.output?.['warnings']).toEqual([
      'The template "Wir vermissen dich – E-Mail" is in the language de; the tenant\'s is en.',
      'It has a template and content of its own: choose one of them.',
    ]);
    expect(sms.output?.['warnings']).toContain('It has a subject, which the channel sms may not show.');
  });

  test('nothing is created while a reference cannot be looked up', async () => {
    await bench.setFaults([{ match: { path: '/api/v1/*/templates*' }, effect: { status: 500 } }]);
    const { text, posts } = await bench.build('campaign', {
      ...CAMPAIGN,
      name: 'In the dark',
      template_id: 'We Miss You – e-mail',
    });
    await bench.setFaults([]);

    expect(text).toMatch(/^Optimove did not answer this call/);
    expect(posts).toEqual([]);
  });

  test('content without anything in it is none', async () => {
    const { output, posts } = await bench.build('campaign', { ...CAMPAIGN, name: 'Empty', content: {} });

    expect(output?.['interpretation']).not.toContain('content of its own');
    expect(posts[0]?.body).not.toHaveProperty('content');
  });

  test('a marketer of one brand refers to nothing of the other', async () => {
    const { text, posts } = await bench.build('campaign', CAMPAIGN, 'marketer.bet@lumenplay.example');

    expect(text).toContain('target_group_id names no target group that this user may see');
    expect(text).not.toContain('"VIP Active EU"');
    expect(posts).toEqual([]);
  });

  test.each([
    [{ objective: 'a\u202Eb' }, 'objective holds invisible or bidirectional control characters'],
    [{ tags: ['ok', 'z\u200Bw'] }, 'tags[1] holds invisible'],
    [{ content: { body: '\u{E0041}' } }, 'content.body holds invisible'],
    [
      { content: { cta_url: 'javascript:alert(1)' } },
      'content.cta_url must be an address that begins with http:// or https://',
    ],
    [{ schedule: 'now' }, 'schedule is not an argument of this tool'],
    [{ status: 'running' }, 'status is not an argument of this tool'],
  ])('%j is refused', async (more, words) => {
    const { text, posts } = await bench.build('campaign', { ...CAMPAIGN, name: 'Refused', ...more });

    expect(text).toContain(words);
    expect(posts).toEqual([]);
  });
});
