import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadAssembly, startAssembly } from './assembly.ts';
import { createGate } from './inside.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

function moduleOf(text: string): string {
  const file = join(temporaryFolder(), 'assembly.mjs');
  writeFileSync(file, text);
  return file;
}

const complain = (what: string): never => {
  throw new Error(what);
};

describe('an assembly', () => {
  test('is started once, and once more with a rate limit when that is asked for', async () => {
    const file = moduleOf(`
      export const begun = [];
      export const assemble = async ({ throttle }) => {
        begun.push(throttle);
        return { connector: 'http://c.test/mcp', control: 'http://s.test', origins: [], people: {}, close: async () => begun.push('closed') };
      };
    `);

    const { target, stop } = await startAssembly(await loadAssembly(file, complain));
    await target.throttled?.();
    await target.throttled?.();
    await stop();

    const { begun } = await import(file);
    expect(begun).toEqual([false, true, 'closed', 'closed']);
    expect(target.url.href).toBe('http://c.test/mcp');
  });

  test('is refused where its module exports no function', async () => {
    const file = moduleOf('export const nothing = 1;');

    await expect(loadAssembly(file, complain)).rejects.toThrow('exports no function assemble');
  });
});

describe('the gate', () => {
  test('lets requests through until a check stands in it', async () => {
    const { outbound, gate } = createGate();
    const fetch = outbound(async () => new Response('answered'));
    const ask = async () => (await fetch(new Request('http://api.test'))).text();

    expect(await ask()).toBe('answered');
    gate(async (request, send) => new Response(`held: ${await (await send(request)).text()}`));
    expect(await ask()).toBe('held: answered');
    gate(null);
    expect(await ask()).toBe('answered');
  });
});
