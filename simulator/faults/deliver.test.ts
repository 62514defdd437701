import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliver } from './deliver.ts';
import type { FaultEffect } from './rules.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const ANSWER = { items: ['a', 'b'], text: 'ünï' };
const send = (effect: FaultEffect, signal = new AbortController().signal) =>
  deliver(Response.json(ANSWER), effect, { signal, now: NOW });

describe('deliver', () => {
  test('ends with the caller, however late the answer is', async () => {
    const caller = new AbortController();
    const late = send({ latencyMs: 3_600_000 }, caller.signal);
    caller.abort();

    expect((await late).type).toBe('error');
  });

  test('ends with the caller, however slow the body is', async () => {
    const caller = new AbortController();
    const slow = await send({ dripMs: 3_600_000 }, caller.signal);
    caller.abort();

    await expect(slow.text()).rejects.toThrow('aborted');
  });

  test('drips the body, all of it', async () => {
    const response = await send({ dripMs: 20 });
    const pieces = await Array.fromAsync(response.body ?? []);

    expect(pieces.length).toBeGreaterThan(10);
    expect(JSON.parse(Buffer.concat(pieces).toString())).toEqual(ANSWER);
  });

  test('for any size, fills the body up with white space', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 100, max: 300_000 }), async (bodyBytes) => {
        const bytes = await (await send({ bodyBytes })).bytes();

        expect(bytes.length).toBe(bodyBytes);
        expect(JSON.parse(Buffer.from(bytes).toString())).toEqual(ANSWER);
      }),
      { numRuns: 20 },
    );
  });

  test('makes a huge body only as it is read', async () => {
    const response = await send({ bodyBytes: 2 ** 30 });
    const reader = response.body?.getReader();

    expect((await reader?.read())?.value?.length).toBe(65_536);
    await reader?.cancel();
  });

  test('for any length, gives so many bytes and then breaks the connection', async () => {
    const whole = Buffer.from(JSON.stringify(ANSWER));
    await fc.assert(
      fc.asyncProperty(fc.nat(60), async (truncate) => {
        const received: Uint8Array[] = [];
        const reading = (async () => {
          for await (const piece of (await send({ truncate, reset: true })).body ?? []) received.push(piece);
        })();

        await expect(reading).rejects.toThrow('broke the connection');
        expect(Buffer.concat(received)).toEqual(whole.subarray(0, truncate));
      }),
    );
  });

  test('makes the body one that no reader of JSON takes', async () => {
    await expect((await send({ malformed: true })).json()).rejects.toThrow(SyntaxError);
  });

  test.each<[FaultEffect, string, string]>([
    [{ contentType: 'text/html' }, 'content-type', 'text/html'],
    [{ location: '../settings' }, 'location', '../settings'],
    [{ retryAfter: 7 }, 'retry-after', '7'],
    [{ retryAfterDate: 90 }, 'retry-after', 'Thu, 01 Jan 2026 12:01:30 GMT'],
    [{ retryAfterDate: 90, skewMs: -60_000 }, 'retry-after', 'Thu, 01 Jan 2026 12:00:30 GMT'],
    [{ skewMs: 600_000 }, 'date', 'Thu, 01 Jan 2026 12:10:00 GMT'],
  ])('with %j answers the header %s: %s, and the right body', async (effect, header, value) => {
    const response = await send(effect);

    expect(response.headers.get(header)).toBe(value);
    expect(await response.json()).toEqual(ANSWER);
  });

  test('sends text as it stands where it is said not to be JSON', async () => {
    const response = await send({ contentType: 'text/html', body: '<h1>Bad gateway</h1>' });

    expect(await response.text()).toBe('<h1>Bad gateway</h1>');
  });
});
