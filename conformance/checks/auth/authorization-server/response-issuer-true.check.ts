import { ourClient } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotApplicable, Violation } from '../../../finding.ts';
import { rewriteCallback } from '../../../sabotage/sabotage-authorization.ts';
import { authorizationResponses } from './issuer-in-responses.ts';

export default defineCheck({
  requirement: 'auth.response-issuer-true',
  async run(connector) {
    const { server } = (await ourClient(connector)).discovery;
    const promised = server['authorization_response_iss_parameter_supported'] === true;
    const responses = await authorizationResponses(connector);
    if (!promised && responses.every(({ issuer }) => issuer === null))
      throw new NotApplicable('no authorization response names the issuer, and none is promised to');
    for (const { kind, issuer } of responses) {
      if (issuer === server.issuer || (issuer === null && !promised)) continue;
      throw new Violation(
        `an authorization response with ${kind} names ${issuer ?? 'no issuer'}, not ${server.issuer}`,
      );
    }
    return server.issuer;
  },
  saboteurs: [
    {
      breaks: 'writes the issuer with a slash at the end',
      caught: /with a code names https:\/\/issuer\.test\/, not https:\/\/issuer\.test$/u,
      sabotage: (wire) =>
        rewriteCallback(wire, ({ searchParams: answer }) => answer.set('iss', `${answer.get('iss')}/`)),
    },
    {
      breaks: 'promises the issuer, and leaves it out of errors',
      hides: 'rare argument',
      caught: /with an error names no issuer/u,
      sabotage: (wire) =>
        rewriteCallback(wire, ({ searchParams: answer }) => {
          if (answer.get('error') === 'invalid_request') answer.delete('iss');
        }),
    },
  ],
});
