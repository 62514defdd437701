import { ProtocolError, ProtocolErrorCode, type CompleteRequestParams } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Completion, ItemSearch } from '../completion.ts';
import type { Prompt } from '../prompts/define.ts';
import type { Resource } from '../resources/define.ts';
import { errorCodeOf, UNTRUSTED } from '../shaping/tool-result.ts';
import type { HostRequest } from './host-request.ts';
import { TENANT_ARGUMENT } from './prompts.ts';

interface Completed {
  [extension: string]: unknown;
  completion: { [extension: string]: unknown; values: string[]; hasMore: boolean; total?: number };
  _meta?: Record<string, unknown>;
}

const VALUES_AT_MOST = 100;
/** A longer name cannot be given to a get tool; its id can. */
const NAME_CHARACTERS = 300;

const foundSchema = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), doc_id: z.string().optional() })),
  page: z.object({ has_more: z.boolean(), total: z.number().optional() }),
});

/**
 * Values for the places of templates and the arguments of prompts. Names come from the list tools, so that nobody is offered what
 * they may not see.
 *
 * @see MCP 2026-07-28, Completion
 */
export function createCompletions(resources: readonly Resource[], prompts: readonly Prompt[]) {
  return async function complete(
    { ref, argument: { name, value }, context }: CompleteRequestParams,
    request: HostRequest,
  ): Promise<Completed> {
    const given = context?.arguments ?? {};
    if (ref.type === 'ref/prompt') {
      const prompt = prompts.find((one) => one.name === ref.name);
      if (prompt === undefined) throw unknown('prompt');
      if (name === TENANT_ARGUMENT.name) return tenantsLike(value, request);
      const completion = prompt.arguments.find((one) => one.name === name)?.completion;
      if (completion === undefined) throw unknown('argument');
      return valuesOf(completion, value, given[TENANT_ARGUMENT.name], request);
    }
    const resource = resources.find(({ uri }) => uri === ref.uri);
    if (resource === undefined) throw unknown('resource template');
    if (!resource.uri.includes(`{${name}}`)) throw unknown('argument');
    if (name === 'tenant') return tenantsLike(value, request);
    const { ids, uri } = resource;
    // The documentation is that of every tenant.
    const tenant = uri.includes('{tenant}') ? given['tenant'] : request.principal.tenants[0]?.id;
    return ids === undefined ? NOTHING : valuesOf(ids, value, tenant, request);
  };
}

const NOTHING: Completed = { completion: { values: [], hasMore: false } };

async function valuesOf(
  completion: Completion,
  typed: string,
  tenant: string | undefined,
  request: HostRequest,
): Promise<Completed> {
  if (!('tool' in completion)) return beginningWith(completion, typed);
  return foundBy(completion, typed, tenant, request);
}

/** With several tenants nothing is searched until one is chosen. */
async function foundBy(
  { tool, limit }: ItemSearch,
  typed: string,
  tenant: string | undefined,
  request: HostRequest,
): Promise<Completed> {
  const { principal, tools } = request;
  const several = principal.tenants.length > 1;
  const isOpen = principal.tenants.some(({ id }) => id === tenant);
  if (!tools.has(tool) || (tenant === undefined ? several : !isOpen)) return NOTHING;
  const args = { limit, ...(typed !== '' && { query: typed }), ...(several && { tenant_id: tenant }) };
  const result = await request.callTool(tool, args);
  if (result.isError === true) {
    const code = errorCodeOf(result);
    if (code === 'invalid_argument' || code === 'invalid_arguments') return NOTHING;
    const [said] = result.content;
    const text = said?.type === 'text' ? said.text : '';
    throw new ProtocolError(ProtocolErrorCode.InternalError, text, { error_code: code });
  }
  const { items, page } = foundSchema.parse(result.structuredContent);
  const names = items.map((item) => item.name);
  const isUnique = (text: string) => names.indexOf(text) === names.lastIndexOf(text);
  const values = items.map(
    ({ id, name, doc_id }) => doc_id ?? (isUnique(name) && name.length <= NAME_CHARACTERS ? name : id),
  );
  return {
    completion: { values, hasMore: page.has_more, ...(page.total !== undefined && { total: page.total }) },
    _meta: { [UNTRUSTED]: ['completion'] },
  };
}

function tenantsLike(typed: string, { principal }: HostRequest): Completed {
  return beginningWith(
    principal.tenants.map(({ id }) => id),
    typed,
  );
}

function beginningWith(words: readonly string[], typed: string): Completed {
  const fitting = words.filter((value) => value.toLowerCase().includes(typed.toLowerCase()));
  const values = fitting.slice(0, VALUES_AT_MOST);
  return { completion: { values, hasMore: fitting.length > VALUES_AT_MOST, total: fitting.length } };
}

function unknown(what: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown ${what}: nothing can be completed.`);
}
