import { expect, test } from 'vitest';
import { z } from 'zod';
import { ok } from '../result.ts';
import { startConnector } from '../testing/connector.ts';
import { defineReadTool } from '../tools/define.ts';

test('of a bug in a handler of the host, it and the log get the id, and nobody what was thrown', async () => {
  const { post, logged } = await startConnector({
    tools: [
      defineReadTool({
        name: 'optimove_list_campaigns',
        title: 'List campaigns',
        description: 'Gives what no list tool gives.',
        input: z.looseObject({}),
        output: z.looseObject({}),
        run: async () => ok({ items: 'canary' }),
      }),
    ],
  });
  const ref = { type: 'ref/resource', uri: 'optimove://{tenant}/campaigns/{id}' };

  const response = await post('completion/complete', { ref, argument: { name: 'id', value: '' } });

  const { error } = z
    .object({ error: z.object({ code: z.number(), message: z.string() }) })
    .parse(await response.json());
  const [, id] = /^The connector failed .* Report the id ([0-9a-f]{32}) at support/.exec(error.message) ?? [];
  expect(error.code).toBe(-32603);
  expect(logged).toMatchObject([{ event: 'bug', id, where: 'completion/complete', error: 'ZodError' }]);
  expect(JSON.stringify([error, logged])).not.toContain('canary');
});
