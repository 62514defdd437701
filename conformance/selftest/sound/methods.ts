import { z } from 'zod';
import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';
import { complete, getPrompt, PROMPTS, readResource, resourceOf, TEMPLATE } from './host-features.ts';
import { ProtocolProblem } from './protocol-problem.ts';
import { LEGACY, MODERN } from './revisions.ts';
import { SOUND_TOOLS, ToolRefusal } from './tools.ts';
import type { SoundWorld, Speaker } from './world.ts';

const CAPABILITIES = { tools: {}, resources: {}, prompts: {}, completions: {} };
const CACHE = { ttlMs: 0, cacheScope: 'private' };
export const SERVER = { name: 'sound-connector', version: '1.0.0' };

const itemSchema = z.looseObject({ id: z.string(), name: z.string(), kind: z.string() });

/** One request, read and found to be of an era. */
export interface MethodCall {
  method: string;
  params: Json;
  modern: boolean;
  world: SoundWorld;
  by: Speaker;
  /** Runs a tool for whoever asks; throws a ToolRefusal in words for the model. */
  call: (name: string, args: Json) => Promise<Json>;
}

/** The result of a method; throws a ProtocolProblem where there is none. */
export async function answerMethod(asked: MethodCall): Promise<Json> {
  const { method, params, modern, world, by } = asked;
  if (method.endsWith('/list') && params['cursor'] !== undefined)
    throw new ProtocolProblem(-32602, 'No such cursor was given out.');
  switch (`${modern ? 'modern' : 'legacy'} ${method}`) {
    case 'legacy initialize':
      return { protocolVersion: negotiated(params), capabilities: CAPABILITIES, serverInfo: SERVER };
    case 'legacy ping':
      return {};
    case 'modern server/discover':
      return { supportedVersions: [MODERN], capabilities: CAPABILITIES, ...CACHE };
  }
  switch (method) {
    case 'tools/list':
      return { tools: SOUND_TOOLS.map(({ definition }) => definition), ...CACHE };
    case 'tools/call':
      return callResult(asked);
    case 'resources/list':
      return { resources: [resourceOf(by)], ...CACHE };
    case 'resources/templates/list':
      return { resourceTemplates: [TEMPLATE], ...CACHE };
    case 'resources/read':
      return { contents: [readResource(world, by, params['uri'], modern)], ...CACHE };
    case 'prompts/list':
      return { prompts: PROMPTS, ...CACHE };
    case 'prompts/get':
      return getPrompt(params);
    case 'completion/complete':
      return complete(world, by, params);
    default:
      throw new ProtocolProblem(-32601, `There is no method ${method}.`, modern ? { status: 404 } : {});
  }
}

function negotiated({ protocolVersion }: Json): string {
  return LEGACY.find((revision) => revision === protocolVersion) ?? LEGACY[0];
}

async function callResult({ params, by, call }: MethodCall): Promise<Json> {
  const { name, arguments: given = {} } = params;
  const args = jsonSchema.safeParse(given);
  if (!SOUND_TOOLS.some(({ definition }) => definition.name === name))
    throw new ProtocolProblem(-32602, 'There is no such tool.');
  if (!args.success || Array.isArray(given))
    throw new ProtocolProblem(-32602, 'The arguments are no object.');
  try {
    const structured = await call(String(name), args.data);
    const content = [{ type: 'text', text: JSON.stringify(structured) }, ...linksTo(structured, by)];
    return { content, structuredContent: structured };
  } catch (error) {
    if (!(error instanceof ToolRefusal)) throw error;
    return { isError: true, content: [{ type: 'text', text: error.message }] };
  }
}

/** What is fetched by its id can be read at its address as well. */
function linksTo(structured: Json, { user }: Speaker): Json[] {
  const item = itemSchema.safeParse(structured['item']).data;
  if (item === undefined) return [];
  const { id, name, kind } = item;
  return [{ type: 'resource_link', uri: `sound://${user.tenant}/${kind}/${id}`, name }];
}
