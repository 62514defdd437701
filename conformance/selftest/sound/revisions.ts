import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';
import { ProtocolProblem } from './protocol-problem.ts';

export const MODERN = '2026-07-28';
export const LEGACY = ['2025-11-25', '2025-06-18', '2025-03-26'] as const;
export const META = 'io.modelcontextprotocol/';

/** Whether a request is one of 2026-07-28; throws when it is one of no revision, or its headers say other than its body. */
export function eraOf(headers: Headers, method: string, params: Json): boolean {
  const meta = jsonSchema.safeParse(params['_meta']).data ?? {};
  const named = headers.get('mcp-protocol-version');
  const claimed = meta[`${META}protocolVersion`];
  if (claimed === undefined) {
    if (named === null || LEGACY.some((revision) => revision === named)) return false;
    if (named === MODERN) throw malformed('protocolVersion');
    throw unsupported(named);
  }
  if (named !== claimed) throw mismatch('MCP-Protocol-Version');
  if (claimed !== MODERN) throw unsupported(claimed);
  if (!jsonSchema.safeParse(meta[`${META}clientCapabilities`]).success) throw malformed('clientCapabilities');
  if (headers.get('mcp-method') !== method) throw mismatch('Mcp-Method');
  const name = method === 'resources/read' ? params['uri'] : params['name'];
  const isNamed = ['tools/call', 'prompts/get', 'resources/read'].includes(method);
  if (isNamed && decoded(headers.get('mcp-name') ?? '') !== name) throw mismatch('Mcp-Name');
  return true;
}

function decoded(value: string): string {
  const encoded = /^=\?base64\?(.*)\?=$/u.exec(value)?.[1];
  return encoded === undefined ? value : Buffer.from(encoded, 'base64').toString();
}

function malformed(field: string): ProtocolProblem {
  return new ProtocolProblem(-32602, `_meta has to name ${META}${field}.`);
}

function mismatch(header: string): ProtocolProblem {
  return new ProtocolProblem(-32020, `The header ${header} does not fit the body.`);
}

function unsupported(requested: unknown): ProtocolProblem {
  return new ProtocolProblem(-32022, 'This revision is not spoken here.', {
    data: { supported: [MODERN], requested },
  });
}
