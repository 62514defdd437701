import { expect, onTestFinished, test } from 'vitest';
import { signInAs } from '../e2e/clients/person.ts';
import { startStack } from '../e2e/stack.ts';
import { alive, descendantsOf, until } from '../scripts/testing/launch.ts';
import { auditFolder, recordsIn } from './audit/testing/audit-folder.ts';

const SLOW = [{ match: { path: '/api/v1/*/segments*' }, effect: { latencyMs: 5000 } }];

test('a call that runs when the connector is told to stop is written down as cancelled', async () => {
  const folder = auditFolder();
  const stack = await startStack(['--data', folder]);
  onTestFinished(() => stack.stop());
  const [, connector = 0] = descendantsOf(stack.pid);
  const tokens = await signInAs(stack, 'marketer@lumenplay.example');
  await fetch(`${stack.control}/faults`, { method: 'PUT', body: JSON.stringify(SLOW) });
  const call = fetch(stack.connector, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tokens.access_token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'optimove_list_segments', arguments: {} },
    }),
  });
  await until(() => recordsIn(folder, {}, new Date()).length === 1);

  process.kill(connector, 'SIGTERM');

  await expect(call).rejects.toThrow('fetch failed');
  await until(() => alive([connector]).length === 0);
  expect(recordsIn(folder, {}, new Date())).toMatchObject([
    { tool: 'optimove_list_segments', outcome: 'cancelled' },
  ]);
}, 30_000);
