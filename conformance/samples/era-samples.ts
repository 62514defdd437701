import { oncePerConnector } from '../connector.ts';
import type { Connector } from '../connector.ts';
import { NotTestable } from '../finding.ts';
import { erasOf, send } from '../client/eras.ts';
import type { Era, Reply } from '../client/eras.ts';
import { isBuilder } from '../tool-catalog.ts';
import { jsonSchema } from '../client/wire.ts';
import type { Json } from '../client/wire.ts';
import { OUR_CLIENT } from '../client/our-client.ts';

/** Names that nothing has. */
export const NOWHERE = { tool: 'conformance_no_such_tool', uri: 'conformance://nowhere/at/all' };

/** The params of a call that is answered with a result and asks for nothing: the first read tool that can be called so. */
export const plainCall: (connector: Connector) => Promise<{ name: string; arguments: Json }> =
  oncePerConnector(async (connector) => {
    const session = await connector.as('wide');
    for (const tool of await connector.catalog()) {
      const { required } = jsonSchema.safeParse(tool.inputSchema).data ?? {};
      if (isBuilder(tool) || (Array.isArray(required) && required.length > 0)) continue;
      if ((await session.call(tool.name, {})).kind === 'result') return { name: tool.name, arguments: {} };
    }
    throw new NotTestable('no tool that reads answers a call without arguments');
  });

/** One request and what came back. */
export interface Sample {
  era: Era;
  method: string;
  reply: Reply;
}

/** What a client sends in a day, right and wrong, in each era that the connector speaks; sent once per run. */
export const samples: (connector: Connector) => Promise<Sample[]> = oncePerConnector(async (connector) => {
  const call = await plainCall(connector);
  const found: Sample[] = [];
  for (const era of await erasOf(connector)) {
    for (const [method, params] of requests(era, call))
      found.push({ era, method, reply: await send(connector, era.ask(method, params)) });
  }
  return found;
});

function requests(era: Era, call: { name: string; arguments: Json }): (readonly [string, Json])[] {
  const hello = { capabilities: {}, clientInfo: OUR_CLIENT };
  return [
    era.revision === '2026-07-28'
      ? ['server/discover', {}]
      : ['initialize', { protocolVersion: era.revision, ...hello }],
    ['tools/list', {}],
    ['prompts/list', {}],
    ['resources/list', {}],
    ['resources/templates/list', {}],
    ['tools/call', call],
    ['tools/call', { ...call, _meta: { progressToken: 'conformance' } }],
    ['tools/call', { ...call, arguments: { conformance_no_such_argument: 1 } }],
    ['tools/call', { ...call, name: NOWHERE.tool }],
    ['prompts/get', { name: NOWHERE.tool }],
    ['resources/read', { uri: NOWHERE.uri }],
    [
      'completion/complete',
      { ref: { type: 'ref/prompt', name: NOWHERE.tool }, argument: { name: 'a', value: '' } },
    ],
    ['tools/list', { cursor: 'conformance' }],
    ['conformance/nothing', {}],
  ];
}
