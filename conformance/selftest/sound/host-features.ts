import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';
import { ProtocolProblem } from './protocol-problem.ts';
import { KINDS } from './world.ts';
import type { SoundWorld, Speaker } from './world.ts';

const MIME = 'application/json';
const MOST = 100;

export const TEMPLATE = { name: 'entity', uriTemplate: 'sound://{tenant}/{kind}/{id}', mimeType: MIME };

export const PROMPTS = [
  {
    name: 'explain_segment',
    description: 'Explains a segment.',
    arguments: [{ name: 'segment', description: 'Its name.', required: true }],
  },
];

/** The one resource that is listed: what the tenant is. */
export function resourceOf({ user }: Speaker): Json {
  return { uri: `sound://${user.tenant}/tenant`, name: 'tenant', mimeType: MIME };
}

/** What lies at an address, under the same rules as the tools. */
export function readResource(world: SoundWorld, by: Speaker, uri: unknown, modern: boolean): Json {
  const [tenant, kind, id] = String(uri).replace('sound://', '').split('/');
  const entityKind = KINDS.find((one) => one === kind);
  if (tenant === by.user.tenant && kind === 'tenant' && id === undefined)
    return { uri, mimeType: MIME, text: JSON.stringify({ id: tenant }) };
  const things =
    tenant === by.user.tenant && entityKind !== undefined ? world.visible(by.user, entityKind) : [];
  const thing = things.find((one) => one.id === id);
  if (thing === undefined)
    throw new ProtocolProblem(modern ? -32602 : -32002, 'There is nothing at this address.', {
      data: { uri },
    });
  world.request(by, 'read', `get-${String(kind)}`);
  return { uri, mimeType: MIME, text: JSON.stringify(thing) };
}

export function getPrompt({ name, arguments: args }: Json): Json {
  if (name !== 'explain_segment') throw new ProtocolProblem(-32602, 'There is no such prompt.');
  const segment = jsonSchema.safeParse(args).data?.['segment'];
  if (typeof segment !== 'string') throw new ProtocolProblem(-32602, 'The argument segment is required.');
  const text = `Explain the segment ${segment}.`;
  return { messages: [{ role: 'user', content: { type: 'text', text } }] };
}

/** Names of segments for the prompt; ids of campaigns for the template. */
export function complete(world: SoundWorld, by: Speaker, { ref, argument }: Json): Json {
  const [wanted, asked] = [jsonSchema.safeParse(ref).data, jsonSchema.safeParse(argument).data];
  const given = asked?.['value'];
  const typed = typeof given === 'string' ? given : '';
  let all: string[];
  if (wanted?.['name'] === 'explain_segment' && asked?.['name'] === 'segment')
    all = world.visible(by.user, 'segment').map(({ name }) => name);
  else if (wanted?.['uri'] === TEMPLATE.uriTemplate && asked?.['name'] === 'id')
    all = world.visible(by.user, 'campaign').map(({ id }) => id);
  else if (wanted?.['uri'] === TEMPLATE.uriTemplate) all = [];
  else throw new ProtocolProblem(-32602, 'There is nothing of this name to complete.');
  const values = all.filter((value) => value.includes(typed));
  return {
    completion: { values: values.slice(0, MOST), total: values.length, hasMore: values.length > MOST },
  };
}
