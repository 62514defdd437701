import { CLIENT_CAPABILITIES_META_KEY } from '@modelcontextprotocol/server';
import type { ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';

const envelopeSchema = z.object({ [CLIENT_CAPABILITIES_META_KEY]: z.record(z.string(), z.unknown()) });

/** What the client of a request says that it can do. @see MCP 2026-07-28, Per-request metadata */
export function declaredCapabilities({ mcpReq }: ServerContext): Set<string> {
  const envelope = envelopeSchema.safeParse(mcpReq.envelope).data;
  return new Set(Object.keys(envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? {}));
}
