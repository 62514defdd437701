import { z } from 'zod';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { rewriteDocument, rewriteResponses } from '../../../sabotage/sabotage.ts';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** @see RFC 9728, section 2 */
const metadataSchema = z.looseObject({
  resource: z.string(),
  authorization_servers: z.array(z.url({ protocol: /^https?$/u })).min(1),
  bearer_methods_supported: z.array(z.string()).optional(),
  scopes_supported: z.array(z.string()).optional(),
});

export default defineCheck({
  requirement: 'auth.resource-metadata',
  async run({ url, fetch }) {
    const at = async (path: string) => {
      const response = await fetch(new Request(new URL(path, url.origin)));
      return { path, response, text: await response.text() };
    };
    const { response, text, path } = await at(`${WELL_KNOWN}${url.pathname === '/' ? '' : url.pathname}`);
    const exchange = { request: `GET ${path}`, status: response.status, answer: text };
    const problem =
      response.status === 200 ? problemIn(response, text, url) : `is answered with ${response.status}`;
    if (problem !== null) throw new Violation(`the metadata at ${path} ${problem}`, { calls: [exchange] });

    const nowhere = await at(`${WELL_KNOWN}/no/such/resource`);
    if (nowhere.response.status >= 500)
      throw new NotTestable(`metadata of no resource are answered with ${nowhere.response.status}`);
    if (nowhere.response.ok && nowhere.text.includes('authorization_servers'))
      throw new Violation('the metadata of a resource that does not exist are published');
    return `metadata of ${url.href}, and of nothing else`;
  },
  saboteurs: [
    {
      breaks: 'publishes its metadata under the address of the host alone',
      caught: /metadata at \S+ is answered with 404/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          ({ pathname }) => pathname === `${WELL_KNOWN}/mcp`,
          () => new Response(null, { status: 404 }),
        ),
    },
    {
      breaks: 'adds a slash to its own address',
      caught: /names another resource: \S+\/mcp\//u,
      sabotage: (wire) =>
        rewriteDocument(wire, WELL_KNOWN, (document) => ({ ...document, resource: `${wire.url.href}/` })),
    },
    {
      breaks: 'offers to take tokens from the address',
      caught: /offers other ways than the header: header query/u,
      sabotage: (wire) =>
        rewriteDocument(wire, WELL_KNOWN, (document) => ({
          ...document,
          bearer_methods_supported: ['header', 'query'],
        })),
    },
    {
      breaks: 'asks for a scope that only the authorization server knows',
      caught: /names the scope offline_access/u,
      sabotage: (wire) =>
        rewriteDocument(wire, WELL_KNOWN, (document) => ({
          ...document,
          scopes_supported: ['optimove:read', 'offline_access'],
        })),
    },
  ],
});

function problemIn({ headers }: Response, text: string, { href }: URL): string | null {
  if (!/^application\/json\b/iu.test(headers.get('content-type') ?? '')) return 'is not of the type JSON';
  const parsed = metadataSchema.safeParse(parsedJson(text));
  if (!parsed.success) return `is not of the form of RFC 9728: ${z.prettifyError(parsed.error)}`;
  const {
    resource,
    bearer_methods_supported: methods = ['header'],
    scopes_supported: scopes = [],
  } = parsed.data;
  if (resource !== href) return `names another resource: ${resource}`;
  if (methods.join() !== 'header') return `offers other ways than the header: ${methods.join(' ')}`;
  return scopes.includes('offline_access') ? 'names the scope offline_access' : null;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
