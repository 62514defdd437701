/** A standard that a clause comes from. A house rule has no address. */
export interface Source {
  readonly name: string;
  readonly url: string | null;
}

const MCP = 'https://modelcontextprotocol.io';

/** Where the pages of the revisions lie; a page that is not here is looked for from the front page of its revision. */
const MCP_PAGES: Readonly<Record<string, string>> = {
  Authorization: 'basic/authorization',
  Caching: 'server/utilities/caching',
  Cancellation: 'basic/patterns/cancellation',
  Completion: 'server/utilities/completion',
  Discovery: 'server/discover',
  Lifecycle: 'basic/lifecycle',
  Logging: 'server/utilities/logging',
  Overview: 'basic',
  Pagination: 'server/utilities/pagination',
  Ping: 'basic/utilities/ping',
  Progress: 'basic/patterns/progress',
  Prompts: 'server/prompts',
  Resources: 'server/resources',
  'Streamable HTTP': 'basic/transports/streamable-http',
  Tools: 'server/tools',
  Transports: 'basic/transports',
  Versioning: 'basic/versioning',
};

/** How a standard is written in the `section` of a requirement, and where it can be read. */
const STANDARDS: readonly (readonly [RegExp, (found: RegExpExecArray) => string | null])[] = [
  [
    /^RFC (\d+)(?:, sections? ([\d.]+))?/u,
    ([, rfc, section]) => `https://www.rfc-editor.org/rfc/rfc${rfc}${anchor(section)}`,
  ],
  [
    /^OAuth 2\.1(?:, section ([\d.]+))?/u,
    ([, section]) => `https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1${anchor(section)}`,
  ],
  [
    /^MCP (\d{4}-\d\d-\d\d), ([^:]+)(?:: (.+))?$/u,
    ([, revision, page = '', heading]) =>
      `${MCP}/specification/${revision}/${MCP_PAGES[page] ?? ''}${heading === undefined ? '' : `#${slug(heading)}`}`,
  ],
  [
    /^MCP Security Best Practices(?:[,:] (.+))?$/u,
    ([, heading]) =>
      `${MCP}/docs/tutorials/security/security_best_practices${heading === undefined ? '' : `#${slug(heading)}`}`,
  ],
  [/^JSON-RPC 2\.0/u, () => 'https://www.jsonrpc.org/specification'],
  [/^Fetch\b/u, () => 'https://fetch.spec.whatwg.org/'],
  [/^House rule: ./u, () => null],
];

/** The standards that a section names, one after each semicolon; null where one of them is none that is known. */
export function sourcesOf(section: string): readonly Source[] | null {
  const sources: Source[] = [];
  for (const name of section.split('; ')) {
    const [found, url] =
      STANDARDS.map(([form, at]) => [form.exec(name), at] as const).find(([one]) => one !== null) ?? [];
    if (found === undefined || found === null || url === undefined) return null;
    sources.push({ name, url: url(found) });
  }
  return sources;
}

function anchor(section: string | undefined): string {
  return section === undefined ? '' : `#section-${section}`;
}

/** The fragment that the site of the protocol gives a heading. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/gu, '')
    .replaceAll(' ', '-');
}
