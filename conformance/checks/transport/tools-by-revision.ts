import { oncePerConnector } from '../../connector.ts';
import type { Wire } from '../../define.ts';
import { openSession } from '../../client/mcp-client.ts';
import { rewriteMessages } from '../../sabotage/sabotage.ts';
import type { Fetch } from '../../client/wire.ts';

const ERAS = [
  { revisions: 'the 2025 revisions', mode: 'legacy' },
  { revisions: '2026-07-28', mode: { pin: '2026-07-28' } },
] as const;

/** What clients of both eras are shown: the names of the tools, or why they could not list them. */
export const toolsByRevision = oncePerConnector(async (connector) => {
  const { url, fetch } = connector;
  const token = await connector.token('wide');
  return Promise.all(
    ERAS.map(async ({ revisions, mode }) =>
      openSession({ url, fetch, who: 'wide', token, mode })
        .then(async (session) => session.manifest())
        .then(
          (tools) => ({ revisions, names: tools.map(({ name }) => name).join(), problem: '' }),
          (error: unknown) => ({ revisions, names: null, problem: String(error) }),
        ),
    ),
  );
});

/** A connector that does not know a method. */
export function refusing(wire: Wire, methods: readonly string[]): Fetch {
  return rewriteMessages(wire, {
    answer: (answer, { id, method = '' }) =>
      methods.includes(method)
        ? { jsonrpc: '2.0', id, error: { code: -32601, message: 'unknown method' } }
        : answer,
  });
}
