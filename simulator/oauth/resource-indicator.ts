/** The endpoint for one tenant is the same resource at an address of its own. */
const ONE_TENANT = /\/t\/[a-z0-9_-]{1,64}$/;

/**
 * Writes the spellings of a resource that mean the same as it does alike: another case of scheme or host, a default port, one
 * slash at the end, one of its tenants. Anything else stays as it is.
 *
 * @see RFC 8707, sections 2 and 2.2: a server may map a resource to a more general audience; MCP Authorization, "Canonical Server
 *   URI"
 */
export function foldResource(given: string, resource: string): string {
  if (!URL.canParse(given)) return given;
  const href = new URL(given).href.replace(ONE_TENANT, '');
  const canonical = new URL(resource).href;
  return href === canonical || href === `${canonical}/` || `${href}/` === canonical ? resource : given;
}
