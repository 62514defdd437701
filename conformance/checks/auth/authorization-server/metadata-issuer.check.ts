import { IssuerMismatchError } from '@modelcontextprotocol/client';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { discover } from '../../../client/oauth-client.ts';
import { rewriteDocument } from '../../../sabotage/sabotage.ts';
import { jsonSchema } from '../../../client/wire.ts';

export default defineCheck({
  requirement: 'auth.metadata-issuer',
  async run(connector) {
    const { resource, server } = await discover(connector.url, connector.fetch).catch(whoseIssuer);
    const [found = ''] = resource.authorization_servers ?? [];
    if (server.issuer !== found)
      throw new Violation(`the metadata found under ${found} names the issuer ${server.issuer}`);
    const addresses = Object.entries(jsonSchema.parse(server)).filter(
      ([name]) => name.endsWith('_endpoint') || name === 'jwks_uri',
    );
    for (const [name, address] of [['issuer', server.issuer] as const, ...addresses]) {
      const url = URL.parse(String(address));
      const isLoopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u.test(url?.hostname ?? '');
      if (url === null || (url.protocol !== 'https:' && !isLoopback))
        throw new Violation(`the ${name} in the metadata is not encrypted: ${String(address)}`);
    }
    return `${server.issuer}, with ${addresses.length} addresses`;
  },
  saboteurs: [
    {
      breaks: 'names an issuer with a slash more',
      caught: /Issuer mismatch/u,
      sabotage: (wire) =>
        rewriteDocument(wire, 'oauth-authorization-server', (document) => ({
          ...document,
          issuer: 'https://issuer.test/',
        })),
    },
    {
      breaks: 'takes tokens back without encryption',
      caught: /revocation_endpoint in the metadata is not encrypted/u,
      sabotage: (wire) =>
        rewriteDocument(wire, 'oauth-authorization-server', (document) => ({
          ...document,
          revocation_endpoint: 'http://issuer.test/revoke',
        })),
    },
  ],
});

/** An MCP client does not get past metadata of another issuer, so that nothing else of it can be looked at. */
function whoseIssuer(error: unknown): never {
  const cause = error instanceof Error ? error.cause : undefined;
  throw cause instanceof IssuerMismatchError ? new Violation(cause.message) : error;
}
