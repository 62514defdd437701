import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { openSession } from '../../client/mcp-client.ts';
import { rewriteResponses } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'transport.address-is-enough',
  async run(connector) {
    connector.credentials('wide');
    const { url, fetch } = connector;
    try {
      const { tokens } = await connector.grant('wide');
      const session = await openSession({ url, fetch, who: 'wide', token: async () => tokens.access_token });
      return `from the address alone to ${(await session.manifest()).length} tools`;
    } catch (error) {
      if (error instanceof TypeError)
        throw new NotTestable(`nothing answers at ${url.href}`, { cause: error });
      throw new Violation(
        `the address alone does not lead to the tools: ${error instanceof Error ? error.message : ''}`,
      );
    }
  },
  saboteurs: [
    {
      breaks: 'tells nobody where its authorization server is',
      caught: /does not lead to the tools/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          ({ pathname }) => pathname.includes('/.well-known/oauth-protected-resource'),
          () => new Response(null, { status: 404 }),
        ),
    },
  ],
});
