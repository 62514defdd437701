import { describe, expect, test } from 'vitest';
import { following } from './following.ts';

/** What reaches a server that sends on whatever asks for `/from`, with this status. */
async function reached(status: number, redirect: 'follow' | 'manual'): Promise<string[]> {
  const seen: string[] = [];
  const fetch = following(async (request) => {
    seen.push(`${request.method} ${request.url} ${await request.text()}`.trim());
    const isFrom = request.url.endsWith('/from');
    return isFrom ? new Response(null, { status, headers: { location: '//b.test/to' } }) : new Response();
  });
  await fetch(new Request('http://a.test/from', { method: 'POST', body: 'draft', redirect }));
  return seen;
}

describe('following', () => {
  test.each([
    [307, ['POST http://a.test/from draft', 'POST http://b.test/to draft']],
    [303, ['POST http://a.test/from draft', 'GET http://b.test/to']],
  ])('goes where %i leads', async (status, requests) => {
    expect(await reached(status, 'follow')).toEqual(requests);
  });

  test('stays where the request says so', async () => {
    expect(await reached(307, 'manual')).toEqual(['POST http://a.test/from draft']);
  });

  test('ends in a circle', async () => {
    const circle = following(async () => Response.redirect('http://a.test/', 302));

    await expect(circle(new Request('http://a.test/'))).rejects.toThrow('Too many redirects.');
  });
});
