import type { Wire } from '../define.ts';
import { rewriteMessages, rewriteResult, rewriteTools } from '../sabotage/sabotage.ts';
import { messageIn } from '../client/wire.ts';
import type { Fetch } from '../client/wire.ts';

/** Connectors that a suite of negative cases alone, or of positive ones alone, would pass. Each completes "a connector that". */
export const DEGENERATES: Record<string, (wire: Wire) => Fetch> = {
  'lets everybody in as the first one who came': ({ fetch, url }) => {
    let first: string | null = null;
    return async (request) => {
      if (request.url.split('?')[0] !== url.href) return fetch(request);
      first ??= request.headers.get('authorization');
      if (first !== null) request.headers.set('authorization', first);
      return fetch(request);
    };
  },
  'answers every message with an error': (wire) =>
    rewriteMessages(wire, {
      answer: (_answer, { id }) => ({ jsonrpc: '2.0', id, error: { code: -32600, message: 'No.' } }),
    }),
  'refuses every call': (wire) =>
    rewriteResult(wire, () => ({ isError: true, content: [{ type: 'text', text: 'No.' }] })),
  'answers every call with what it was asked': (wire) =>
    rewriteResult(wire, (_result, call) => ({
      content: [{ type: 'text', text: JSON.stringify(call) }],
      structuredContent: { ...call },
    })),
  'offers no tools': (wire) => rewriteTools(wire, () => []),
  'is not there':
    ({ url }) =>
    async (request) =>
      Response.json({ ...messageIn(await request.text()), url: url.href }, { status: 503 }),
};
