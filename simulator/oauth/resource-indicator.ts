/**
 * Writes the spellings of a resource that mean the same as it does alike: another case of scheme or host, a default port, one
 * slash at the end. Anything else stays as it is.
 *
 * @see RFC 8707, section 2 "Resource Parameter"; MCP Authorization, "Canonical Server URI"
 */
export function foldResource(given: string, resource: string): string {
  if (!URL.canParse(given)) return given;
  const { href } = new URL(given);
  const canonical = new URL(resource).href;
  return href === canonical || href === `${canonical}/` || `${href}/` === canonical ? resource : given;
}
