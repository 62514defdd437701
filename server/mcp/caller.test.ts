import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createRateLimiter } from '../policy/rate-limit.ts';
import type { ReadApi } from '../ports.ts';
import { fail } from '../result.ts';
import { principalWith } from '../testing/principal.ts';
import { defineReadTool } from '../tools/define.ts';
import { sealingKeysOf } from '../sealing-keys.ts';
import { createCallTool } from './call-tool.ts';
import { authInfoOf, Caller } from './caller.ts';

const principal = principalWith();
const never: ReadApi['read'] = async () => new Promise(() => {});
const tool = defineReadTool({
  name: 'optimove_get_thing',
  title: 'Get thing',
  description: 'Gets a thing.',
  input: z.strictObject({}),
  output: z.object({}),
  async run(_, { signal }) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return fail({ code: 'upstream_unavailable' });
  },
});

describe('caller', () => {
  test('shows its token to nobody who writes it out', () => {
    const caller = new Caller('canary', principal, new AbortController().signal);

    const info = authInfoOf(caller);

    const written = JSON.stringify(info) + inspect(info, { showHidden: true, depth: 9 });
    expect(written).toContain('mcp-client');
    expect(written).not.toContain('canary');
    expect(caller.token).toBe('canary');
  });

  test('who hangs up ends the call and the word of its progress, also where the SDK says nothing of it', async () => {
    const host = new AbortController();
    const callTool = createCallTool({
      tools: [tool],
      draftsFor: () => {
        throw new Error('It asked for drafts.');
      },
      apiFor: () => ({ read: never, find: never }),
      rateLimit: createRateLimiter(undefined),
      keys: sealingKeysOf(new Uint8Array(32)),
      patienceMs: 1000,
      progressMs: 5,
      log: (entry) => {
        throw new Error(entry.event);
      },
      deadlineMs: 60_000,
    });
    const caller = new Caller('token', principal, host.signal);
    const { signal } = new AbortController();

    let told = 0;
    const tell = async () => void (told += 1);
    const result = callTool({ name: tool.name, args: {}, caller, signal, tell });
    host.abort();

    expect(await result).toMatchObject({ isError: true, content: [{ text: 'The call was cancelled.' }] });
    const before = told;
    await delay(50);
    expect(told).toBe(before);
  });
});
