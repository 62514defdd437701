import { describe, expect, test } from 'vitest';
import type { ToolFailure } from '../ports.ts';
import { loadTools } from '../tools/registry.ts';
import { wordsOf } from './tool-failure.ts';

const failures: ToolFailure[] = [
  {
    code: 'invalid_argument',
    argument: 'status',
    problem: 'has a value that is not allowed',
    allowed: ['draft', 'running'],
  },
  {
    code: 'invalid_arguments',
    problems: [
      { argument: 'limit', problem: 'must be at most 100' },
      { argument: 'id', problem: 'is required' },
    ],
  },
  {
    code: 'not_found',
    entity: 'segment',
    given: 'lapsed',
    nearest: [{ id: '3', name: 'lapsed_vip' }],
    list_tool: 'optimove_list_segments',
  },
  { code: 'not_found', entity: 'segment', given: 'x', nearest: [], list_tool: 'optimove_list_segments' },
  {
    code: 'ambiguous_name',
    entity: 'campaign',
    given: 'Twin',
    matches: [
      { id: '1', name: 'Twin' },
      { id: '2', name: 'Twin' },
    ],
  },
  { code: 'unknown_tenant', given: 'acme', allowed: ['lumenplay', 'northaisle'] },
  { code: 'tenant_required', allowed: ['lumenplay', 'northaisle'] },
  { code: 'cursor_invalid', problem: 'altered' },
  { code: 'cursor_invalid', problem: 'foreign' },
  { code: 'cursor_invalid', problem: 'expired' },
  { code: 'insufficient_scope' },
  { code: 'permission_denied', needs: 'campaigns.read' },
  { code: 'rate_limited', retry_after_seconds: 7 },
  { code: 'upstream_unavailable' },
  { code: 'upstream_timeout', seconds: 30 },
  { code: 'result_too_large', cap: 25_000 },
  {
    code: 'invalid_argument',
    argument: 'target_group_id',
    problem: 'names no target group that this user may see',
    nearest: [{ id: '7', name: 'VIP Active EU' }],
  },
  {
    code: 'audience_unclear',
    phrases: [
      {
        phrase: 'rich people',
        reason: 'is not in the schema',
        candidates: ['VIP level is gold'],
        say: 'Country is DE',
      },
      { phrase: 'soon', reason: 'is no date', candidates: [], say: '' },
    ],
    problems: [{ argument: 'brand', problem: 'is none of the brands of this user', allowed: ['lumenplay'] }],
  },
  {
    code: 'name_taken',
    existing: { id: '7', name: 'Spring', status: 'draft', url: 'http://localhost:4320/x/7' },
  },
  { code: 'name_taken' },
  { code: 'idempotency_key_reused' },
  { code: 'draft_unknown', type: 'campaign', name: 'Spring', keyed: true },
  { code: 'draft_unknown', type: 'target_group', name: 'Spring', keyed: false },
  { code: 'draft_unconfirmed', type: 'stream', name: 'Spring' },
  { code: 'draft_unconfirmed', type: 'trigger', name: 'Spring' },
  {
    code: 'wrong_region',
    tenants: [
      { id: 'megamart', region: 'us', endpoint: 'https://us.mcp.example/mcp' },
      { id: 'acme', region: 'us', endpoint: undefined },
    ],
  },
  { code: 'job_invalid', problem: 'altered' },
  { code: 'job_invalid', problem: 'foreign' },
  { code: 'job_invalid', problem: 'expired' },
  { code: 'job_invalid', problem: 'gone' },
  { code: 'job_failed' },
  { code: 'upstream_too_large' },
  { code: 'audit_unavailable', ran: true },
  { code: 'audit_unavailable', ran: false },
];

describe('wordsOf', () => {
  test('says of every failure what failed, why and what to do', () => {
    expect(failures.map(wordsOf)).toMatchInlineSnapshot(`
      [
        "Invalid argument: status has a value that is not allowed (allowed: "draft", "running"). Correct it and call again.",
        "Invalid arguments: limit must be at most 100; id is required. Correct them and call again.",
        "No segment has the id, name or key "lapsed", or this user may not see it. Nearest: "lapsed_vip" (id 3). Find the right one with optimove_list_segments.",
        "No segment has the id, name or key "x", or this user may not see it. Find the right one with optimove_list_segments.",
        "Several entities of type campaign are named "Twin": "Twin" (id 1), "Twin" (id 2). Call again with one of these ids.",
        "The tenant "acme" does not exist or is not open to this user. Call again with tenant_id as one of: "lumenplay", "northaisle".",
        "This user works in several tenants, and the call does not say which. Give tenant_id, one of: "lumenplay", "northaisle".",
        "The cursor was refused: this server did not issue it for this user and this call. Pass next_cursor unchanged and repeat the other arguments, or start again without cursor.",
        "The cursor was refused: this server did not issue it for this user and this call. Pass next_cursor unchanged and repeat the other arguments, or start again without cursor.",
        "The cursor was refused: it is too old, or the entity has changed since. Start again without cursor.",
        "The access token lacks a scope that this tool needs. Sign in again and approve it.",
        "Optimove refused this call: the user's role lacks the permission "campaigns.read". Calling again does not help: a tenant administrator can grant it, and optimove_get_tenant has what this user may do.",
        "Too many calls: the user's rate limit is used up. Call again in 7 seconds.",
        "Optimove did not answer this call, or not in a form that can be used. Nothing was changed. Call again with the same arguments in 60 seconds; if it fails again, optimove_get_platform_status has the known incidents.",
        "Optimove took longer than 30 seconds. Nothing was changed. Call again with a shorter period, narrower filters or a lower limit.",
        "The result is larger than 25000 tokens and cannot be divided. Call again with a lower limit, fewer ids, a shorter period or narrower filters, or read single entities with the get tools.",
        "Invalid argument: target_group_id names no target group that this user may see (nearest: "VIP Active EU" (id 7)). Correct it and call again.",
        "Nothing was done, because this audience is not clear. "rich people": is not in the schema. Nearest: "VIP level is gold". "soon": is no date. What can be said looks like "Country is DE": keep the meaning of the person who asks. brand is none of the brands of this user (allowed: "lumenplay"). Correct it and call again.",
        "Nothing was created: the name is taken by "Spring" (id 7), status draft, http://localhost:4320/x/7. If that is what was wanted, use it; otherwise call again with another name.",
        "Nothing was created: the name is taken. If that is what was wanted, use it; otherwise call again with another name.",
        "Nothing was created: this idempotency_key came before with other content. Repeat the first call exactly to get its draft, or call again with a new key.",
        "It is not known whether the draft "Spring" was created: Optimove gave no clear answer. Find out with optimove_list_campaigns, created_after -1h and the name as query; or call again with the same arguments: the same idempotency_key never makes a second draft.",
        "It is not known whether the draft "Spring" was created: Optimove gave no clear answer. Find out with optimove_list_target_groups, created_after -1h and the name as query; or call again with the same arguments: if the draft exists, the error names it.",
        "Optimove took the draft "Spring", but its answer does not confirm a draft of type stream. Do not call again. Look at what is there with optimove_list_streams, and report it at support.optimove.com with the tag mcp-connector.",
        "Optimove took the draft "Spring", but its answer does not confirm a draft of type trigger. Do not call again. Look at what is there with optimove_list_triggers, and report it at support.optimove.com with the tag mcp-connector.",
        "The tenant "megamart" is kept in region us, which this connector does not serve: nothing of it was read. Connect to https://us.mcp.example/mcp instead. The tenant "acme" is kept in region us, which this connector does not serve: nothing of it was read. Connect to the Optimove MCP endpoint of that region instead.",
        "The job_id was refused: this server did not issue it for this user. Pass job.id unchanged, or ask the query again.",
        "The job_id was refused: this server did not issue it for this user. Pass job.id unchanged, or ask the query again.",
        "The job_id was refused: jobs are kept for 24 hours. Ask the query again.",
        "The job_id was refused: Optimove no longer has this job for this user. Ask the query again.",
        "The query did not end within 5 minutes and was stopped. Ask for fewer dimensions or a shorter period, with the tool that started it.",
        "The answer of Optimove is larger than this connector takes. Call again with a lower limit or narrower filters.",
        "The result is withheld, because the connector could not complete its audit log. If this call creates a draft, look for the draft before calling again; else call again in 60 seconds.",
        "The call was refused, because the connector cannot write its audit log. Nothing was done. Call again in 60 seconds.",
      ]
    `);
  });

  test('says of every failure what to do next', () => {
    for (const words of failures.map(wordsOf))
      expect(words).toMatch(/again|Find the right one|Give tenant_id|Connect to|Ask for/);
  });

  test('points at no tool that is not there', async () => {
    const names = (await loadTools()).map(({ name }) => name as string);
    const named = failures.flatMap((failure) => wordsOf(failure).match(/optimove_[a-z_]+/g) ?? []);

    expect(named.length).toBeGreaterThan(3);
    expect(names).toEqual(expect.arrayContaining(named));
  });

  test('stays short, whatever was given and however much is allowed', () => {
    const many = Array.from({ length: 100_000 }, (_, n) => `value_${n}`);
    const long = 'क\u0301\u200d'.repeat(1_000_000);
    const start = performance.now();

    const said = [
      wordsOf({ code: 'invalid_argument', argument: 'status', problem: 'is wrong', allowed: many }),
      wordsOf({ code: 'unknown_tenant', given: long, allowed: many }),
      wordsOf({ code: 'tenant_required', allowed: many }),
    ];

    expect(performance.now() - start).toBeLessThan(500);
    for (const words of said) expect(words.length).toBeLessThan(2000);
  });

  test('shows 50 of many values, 20 of many problems and phrases, and says how many more there are', () => {
    const problems = (count: number) => allowed(count).map((argument) => ({ argument, problem: 'is wrong' }));
    const phrases = allowed(21).map((phrase) => ({ phrase, reason: 'is odd', candidates: [], say: phrase }));

    expect(wordsOf({ code: 'tenant_required', allowed: allowed(50) })).toMatch(/"v49"\.$/);
    expect(wordsOf({ code: 'tenant_required', allowed: allowed(52) })).toMatch(/"v49" and 2 more\.$/);
    expect(wordsOf({ code: 'invalid_arguments', problems: problems(20) })).toMatch(
      /; v19 is wrong\. Correct/,
    );
    expect(wordsOf({ code: 'invalid_arguments', problems: problems(23) })).toMatch(
      /; v19 is wrong; and 3 more\. Correct/,
    );
    const unclear = wordsOf({ code: 'audience_unclear', phrases, problems: [] });
    expect(unclear).toContain('"v19": is odd. What can be said looks like "v0" or "v1" or "v2": keep');
    expect(unclear).toMatch(/asks\. Correct it and call again\.$/);
  });

  test('quotes 120 characters, and shows where it cut', () => {
    expect(quoting('x'.repeat(120))).toContain(`"${'x'.repeat(120)}" does not exist`);
    expect(quoting('x'.repeat(121))).toContain(`"${'x'.repeat(120)}…" does not exist`);
  });

  test('ends the reason of an unclear phrase with a stop, once', () => {
    for (const reason of ['is no date', 'is no date.']) {
      expect(because(reason)).toContain('"soon": is no date. Correct');
    }
    expect(because('which day?')).toContain('"soon": which day? Correct');
  });

  test('repeats at most the beginning of what was given, and nothing invisible', () => {
    const words = wordsOf({
      code: 'not_found',
      entity: 'campaign',
      given: `\u202Eevil${'x'.repeat(10_000)}`,
      nearest: [{ id: '1', name: `Week\u200Bend "${'y'.repeat(10_000)}` }],
      list_tool: 'optimove_list_campaigns',
    });

    expect(words.length).toBeLessThan(600);
    expect(words).toContain('"evilxxx');
    expect(words).toContain('"Weekend \\"yyy');
  });
});

const allowed = (count: number) => Array.from({ length: count }, (_, n) => `v${n}`);

const quoting = (given: string) => wordsOf({ code: 'unknown_tenant', given, allowed: [] });

const because = (reason: string) =>
  wordsOf({
    code: 'audience_unclear',
    phrases: [{ phrase: 'soon', reason, candidates: [], say: '' }],
    problems: [],
  });
