import type { ToolCall } from '../arbitraries/tool-calls.ts';
import type { Connector } from '../connector.ts';
import { post } from './raw-request.ts';
import type { RawAnswer, RawRequest } from './raw-request.ts';

/** One tool call without a client in between; `more` changes how it is sent. */
export async function rawCall(
  connector: Connector,
  bearer: string | null,
  call: ToolCall,
  more: Partial<RawRequest> = {},
): Promise<RawAnswer> {
  return post(connector, { ...(await rawRequest(connector, bearer, call)), ...more });
}

/** The same as a request that is not sent yet. */
export async function rawRequest(
  connector: Connector,
  bearer: string | null,
  { tool, arguments: args }: ToolCall,
): Promise<RawRequest> {
  const { era } = await connector.as('wide');
  return { era, bearer, method: 'tools/call', params: { name: tool, arguments: args } };
}
