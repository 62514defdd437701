import { ourClient } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewriteDocument } from '../../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.metadata-flows',
  async run(connector) {
    const { server } = (await ourClient(connector)).discovery;
    // RFC 8414, section 2: what is left out means the authorization code and the implicit grant.
    const grants = server.grant_types_supported ?? ['authorization_code', 'implicit'];
    const unsafe = [
      ...grants.filter((grant) => ['implicit', 'password'].includes(grant)),
      ...server.response_types_supported.filter((type) => /token/u.test(type)),
    ];
    if (unsafe.length > 0) throw new Violation(`the metadata offers ${unsafe.join(', ')}`);
    return grants.join(', ');
  },
  saboteurs: [
    {
      breaks: 'offers the password grant',
      caught: /offers password/u,
      sabotage: (wire) =>
        rewriteDocument(wire, 'oauth-authorization-server', (document) => ({
          ...document,
          grant_types_supported: ['authorization_code', 'password'],
        })),
    },
    {
      breaks: 'says nothing of its grants, which stands for the implicit one too',
      caught: /offers implicit/u,
      sabotage: (wire) =>
        rewriteDocument(
          wire,
          'oauth-authorization-server',
          ({ grant_types_supported: _gone, ...document }) => document,
        ),
    },
    {
      breaks: 'offers tokens in the front channel',
      caught: /offers code token/u,
      sabotage: (wire) =>
        rewriteDocument(wire, 'oauth-authorization-server', (document) => ({
          ...document,
          response_types_supported: ['code', 'code token'],
        })),
    },
  ],
});
