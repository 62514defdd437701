import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { discover, unauthenticatedRequest } from '../../client/oauth-client.ts';
import { rewriteDocument, rewriteResponses } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.challenge',
  async run({ url, fetch }) {
    const response = await fetch(unauthenticatedRequest(url));
    const header = response.headers.get('www-authenticate') ?? '';
    const exchange = { request: `POST ${url.href} without a token`, status: response.status, answer: header };
    if (response.status !== 401) {
      throw new Violation(`a request without a token got ${response.status}, not 401`, { calls: [exchange] });
    }
    if (!/^bearer\b/iu.test(header))
      throw new Violation('401 without a Bearer challenge', { calls: [exchange] });

    const discovery = await discover(url, fetch).catch((error: unknown) => {
      throw new Violation(`the challenge leads nowhere: ${error instanceof Error ? error.message : ''}`, {
        calls: [exchange],
      });
    });
    const named = new URL(discovery.resource.resource).href;
    if (named !== url.href)
      throw new Violation(`the metadata is that of another resource: ${named}`, { calls: [exchange] });
    return `401, and a challenge that leads to ${discovery.server.issuer}`;
  },
  saboteurs: [
    {
      breaks: 'refuses without saying where to sign in',
      caught: /401 without a Bearer challenge/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          ({ href }) => href === wire.url.href,
          (response) => (response.status === 401 ? new Response(null, { status: 401 }) : response),
        ),
    },
    {
      breaks: 'publishes the metadata of another resource',
      caught: /metadata is that of another resource/u,
      sabotage: (wire) =>
        rewriteDocument(wire, 'oauth-protected-resource', (document) => ({
          ...document,
          resource: `${wire.url.href}/other`,
        })),
    },
  ],
});
