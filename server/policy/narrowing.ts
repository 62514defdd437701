import type { Tool } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { TOOLSETS, type Toolset } from '../toolsets.ts';

/** What the address of a request leaves of what its user may use. It takes away and can never add. */
export interface Narrowing {
  /** The only tenant. */
  tenant?: string;
  /** The only categories. */
  toolsets?: ReadonlySet<Toolset>;
  /** Whether only tools that read are left. */
  readOnly: boolean;
}

export const WITHOUT_NARROWING: Narrowing = { readOnly: false };

const TENANT = /^[a-z0-9_-]{1,64}$/;
/** The gate answers this one: a token in the query is refused in words of its own. */
const LEFT_TO_THE_GATE = 'access_token';
const TOOLSETS_FORM = `toolsets takes a list of: ${TOOLSETS.join(', ')}`;
const READ_ONLY_FORM = 'read_only takes: true, false';
const PARAMETERS_FORM = `The query parameters of this endpoint are toolsets and read_only, each at most once. ${TOOLSETS_FORM}. ${READ_ONLY_FORM}.`;
const TENANT_FORM =
  'The path after /t/ takes one tenant id: lower-case letters, digits, _ and -, at most 64 of them.';

/** The path at which an endpoint serves one tenant only. */
export function tenantPath(endpointPath: string, tenant: string): string {
  return `${endpointPath.replace(/\/$/, '')}/t/${tenant}`;
}

/** What follows `/t/` below the endpoint, which may be no tenant id; undefined for every other path. */
function tenantPart(pathname: string, endpointPath: string): string | undefined {
  const prefix = tenantPath(endpointPath, '');
  return pathname.startsWith(prefix) ? pathname.slice(prefix.length) : undefined;
}

/** The tenant id that a path ends with, below the endpoint. */
export function tenantOfPath(pathname: string, endpointPath: string): string | undefined {
  const tenant = tenantPart(pathname, endpointPath);
  return tenant !== undefined && TENANT.test(tenant) ? tenant : undefined;
}

/** What an address asks for, or what is wrong with it and what it may be. Undefined for a path that is not the endpoint's. */
export function readNarrowing(url: URL, endpointPath: string): Result<Narrowing, string> | undefined {
  const part = tenantPart(url.pathname, endpointPath);
  if (part === undefined && url.pathname !== endpointPath) return undefined;
  const tenant = tenantOfPath(url.pathname, endpointPath);
  if (part !== tenant) return fail(TENANT_FORM);
  const narrowing = readQuery(url.searchParams);
  return narrowing.ok && tenant !== undefined ? ok({ ...narrowing.value, tenant }) : narrowing;
}

function readQuery(query: URLSearchParams): Result<Narrowing, string> {
  const names = [...query.keys()].filter((name) => name !== LEFT_TO_THE_GATE);
  const isKnown = names.every((name) => name === 'toolsets' || name === 'read_only');
  if (!isKnown || new Set(names).size < names.length) return fail(PARAMETERS_FORM);
  const toolsets = readToolsets(query.get('toolsets'));
  if (toolsets === null) return fail(`${TOOLSETS_FORM}, separated by commas.`);
  const readOnly = query.get('read_only') ?? 'false';
  if (readOnly !== 'true' && readOnly !== 'false') return fail(`${READ_ONLY_FORM}.`);
  return ok({ ...(toolsets && { toolsets }), readOnly: readOnly === 'true' });
}

/** Null when a name is not one of them. */
function readToolsets(list: string | null): ReadonlySet<Toolset> | undefined | null {
  if (list === null) return undefined;
  const named = list.split(',').map((name) => TOOLSETS.find((toolset) => toolset === name));
  const known = named.filter((toolset) => toolset !== undefined);
  return known.length === named.length ? new Set(known) : null;
}

/** Whether a tool is left. One that is not does not exist at that address. */
export function offers(
  { toolsets, readOnly }: Narrowing,
  { kind, toolset }: Pick<Tool, 'kind' | 'toolset'>,
): boolean {
  if (readOnly && kind !== 'read') return false;
  return toolsets === undefined || (toolset !== undefined && toolsets.has(toolset));
}
