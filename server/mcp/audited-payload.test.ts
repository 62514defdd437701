import { describe, expect, test } from 'vitest';
import { openAuditLog } from '../audit/open-audit-log.ts';
import { auditFolder, bytesIn } from '../audit/testing/audit-folder.ts';
import { startConnector } from '../testing/connector.ts';
import { RESOURCE } from '../testing/fake-upstream.ts';

const KEPT = 'canary-in-an-argument';

/** A call whose request carries marked text wherever a host could put some beside the payload. */
async function callWithCanaries(
  { connector }: Awaited<ReturnType<typeof startConnector>>,
  token: string,
  args: object,
): Promise<Response> {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': { experimental: { x: { conversation: 'canary-1' } } },
    'io.modelcontextprotocol/clientInfo': { name: 'canary-2', version: '1' },
    progressToken: 'canary-3',
    'example.test/conversation': ['canary-4'],
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    baggage: 'user=canary-5',
  };
  return connector.fetch(
    new Request(RESOURCE, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'tools/call',
        'mcp-name': 'optimove_get_thing',
        authorization: `Bearer ${token}`,
        'user-agent': 'canary-7',
        'x-conversation': 'canary-8',
        cookie: 'session=canary-9',
        tracestate: 'vendor=canary-10',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 'canary-11',
        method: 'tools/call',
        params: {
          name: 'optimove_get_thing',
          arguments: args,
          files: [{ name: 'canary-12' }],
          _meta: meta,
        },
      }),
    }),
  );
}

describe('what the audit log keeps', () => {
  test('is the payload of the call, and nothing that came beside it', async () => {
    const folder = auditFolder();
    const audit = openAuditLog(folder, new Date());
    const started = await startConnector({ audit });
    const token = await started.upstream.token();

    const answered = await callWithCanaries(started, token, { id: KEPT });
    const refused = await callWithCanaries(started, token, { id: KEPT, [token]: `Bearer ${token}` });

    const written = bytesIn(folder).toString('latin1');
    expect([answered.status, refused.status]).toEqual([200, 200]);
    expect(started.upstream.at('/api/')).toHaveLength(1);
    expect(written).toContain(`{"id":"${KEPT}"}`);
    expect(written).toContain('"Bearer [token]"');
    expect(written.match(/canary-\d+/g)).toBeNull();
    expect(written).not.toContain('0af7651916cd43dd8448eb211c80319c');
    for (const part of token.split('.')) expect(written).not.toContain(part);
    expect(written).not.toContain('api-token-');
    audit.close();
  });
});
