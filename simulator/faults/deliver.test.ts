import { describe, expect, test } from 'vitest';
import { deliver } from './deliver.ts';

describe('deliver', () => {
  test('ends with the caller, however late the answer is', async () => {
    const caller = new AbortController();
    const late = deliver(Response.json({}), { latencyMs: 3_600_000 }, caller.signal);
    caller.abort();

    expect((await late).type).toBe('error');
  });
});
