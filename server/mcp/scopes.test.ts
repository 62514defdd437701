import { createRateLimiter } from '../policy/rate-limit.ts';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { principalWith } from '../testing/principal.ts';
import { defineReadTool } from '../tools/define.ts';
import { sealingKeysOf } from '../sealing-keys.ts';
import { createCallTool } from './call-tool.ts';
import { Caller } from './caller.ts';
import { createCatalog } from './catalog.ts';

const tool = defineReadTool({
  name: 'optimove_get_thing',
  title: 'Get thing',
  description: 'Gets a thing.',
  input: z.strictObject({}),
  output: z.object({}),
  run: async () => {
    throw new Error('It ran.');
  },
});

const writer = principalWith({ scopes: new Set(['optimove:drafts.write']) });

describe('scope of a tool', () => {
  test('without it the tool is not listed', () => {
    const listTools = createCatalog([tool]);

    expect(listTools(writer)).toEqual([]);
    expect(listTools({ ...writer, scopes: new Set(['optimove:read']) })).toHaveLength(1);
  });

  test('without it a call does not run, and ends as a scope challenge', async () => {
    const { signal } = new AbortController();
    const caller = new Caller('token', writer, signal);
    const callTool = createCallTool({
      tools: [tool],
      draftsFor: () => {
        throw new Error('It asked for drafts.');
      },
      apiFor: () => {
        throw new Error('It reached the API.');
      },
      rateLimit: createRateLimiter(undefined),
      keys: sealingKeysOf(new Uint8Array(32)),
      patienceMs: 1000,
      progressMs: 1000,
      log: (entry) => {
        throw new Error(entry.event);
      },
      deadlineMs: 1000,
    });

    const result = await callTool({
      name: tool.name,
      args: {},
      caller,
      signal: new AbortController().signal,
    });

    expect(result.isError).toBe(true);
    expect(caller.denial).toEqual({ code: 'insufficient_scope', needs: ['optimove:read'] });
  });
});
