import { ourClient } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewriteDocument } from '../../../sabotage/sabotage.ts';
import { rewriteCallback } from '../../../sabotage/sabotage-authorization.ts';
import { authorizationResponses } from './issuer-in-responses.ts';

export default defineCheck({
  requirement: 'auth.response-issuer',
  async run(connector) {
    const { server } = (await ourClient(connector)).discovery;
    if (server['authorization_response_iss_parameter_supported'] !== true)
      throw new Violation('the metadata does not say that authorization responses name the issuer');
    const responses = await authorizationResponses(connector);
    for (const { kind, issuer } of responses)
      if (issuer === null) throw new Violation(`an authorization response with ${kind} names no issuer`);
    return responses.map(({ kind }) => kind).join(', ');
  },
  saboteurs: [
    {
      breaks: 'names the issuer beside codes only',
      caught: /with a denial names no issuer/u,
      sabotage: (wire) =>
        rewriteCallback(wire, ({ searchParams: answer }) => {
          if (answer.has('error')) answer.delete('iss');
        }),
    },
    {
      breaks: 'does not say that it names the issuer',
      caught: /metadata does not say/u,
      sabotage: (wire) =>
        rewriteDocument(
          wire,
          'oauth-authorization-server',
          ({ authorization_response_iss_parameter_supported: _gone, ...document }) => document,
        ),
    },
  ],
});
