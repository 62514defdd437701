import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { discover } from '../../client/oauth-client.ts';
import { rewriteDocument } from '../../sabotage/sabotage.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export default defineCheck({
  requirement: 'transport.https',
  async run(connector) {
    const { resource, server } = await discover(connector.url, connector.fetch);
    const addresses = [
      connector.url.href,
      resource.resource,
      server.issuer,
      server.authorization_endpoint,
      server.token_endpoint,
      ...(server.registration_endpoint === undefined ? [] : [server.registration_endpoint]),
    ];
    const plain = addresses.filter((address) => {
      const { protocol, hostname } = new URL(address);
      return protocol !== 'https:' && !LOOPBACK.has(hostname);
    });
    if (plain.length > 0) throw new Violation(`plain HTTP outside of loopback: ${plain.join(', ')}`);
    return connector.url.protocol === 'https:' ? 'every address is HTTPS' : 'plain HTTP, on loopback alone';
  },
  saboteurs: [
    {
      breaks: 'names itself by an address in plain HTTP',
      caught: /plain HTTP outside of loopback: http:\/\/plain\.test/u,
      sabotage: (wire) =>
        rewriteDocument(wire, '/.well-known/oauth-protected-resource', (document) => ({
          ...document,
          resource: 'http://plain.test/mcp',
        })),
    },
  ],
});
