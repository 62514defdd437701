import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { discover } from '../../client/oauth-client.ts';
import { rewriteResponses } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.challenge-form',
  async run({ url, fetch }) {
    const { challenge } = await discover(url, fetch);
    const exchange = {
      request: `POST ${url.href} without a token`,
      status: challenge.status,
      answer: challenge.header,
    };
    const problems = [
      ...(/\bresource_metadata=/iu.test(challenge.header) ? [] : ['names no resource_metadata']),
      ...(/\bscope=/iu.test(challenge.header) ? [] : ['names no scope']),
      ...(/\berror=/iu.test(challenge.header) ? ['claims an error although no token was sent'] : []),
    ];
    if (problems.length > 0)
      throw new Violation(`the challenge ${problems.join(' and ')}`, { calls: [exchange] });
    return 'the challenge names metadata and scope, and no error';
  },
  saboteurs: [
    {
      breaks: 'calls a missing token an invalid one',
      caught: /claims an error/u,
      sabotage: (wire) => changedChallenge(wire, (header) => `${header}, error="invalid_token"`),
    },
    {
      breaks: 'does not say which scope it wants',
      caught: /names no scope/u,
      sabotage: (wire) => changedChallenge(wire, (header) => header.replace(/scope="[^"]*",?\s*/u, '')),
    },
  ],
});

function changedChallenge(wire: Parameters<typeof rewriteResponses>[0], change: (header: string) => string) {
  return rewriteResponses(
    wire,
    () => true,
    (response) => {
      const header = response.headers.get('www-authenticate');
      if (header === null) return response;
      return new Response(null, { status: response.status, headers: { 'www-authenticate': change(header) } });
    },
  );
}
