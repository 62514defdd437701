import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { discover } from '../../client/oauth-client.ts';
import { rewriteDocument } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.scopes',
  async run({ url, fetch }) {
    const { resource, challenge } = await discover(url, fetch);
    const offered = resource.scopes_supported ?? [];
    const requested = challenge.scope?.split(' ') ?? [];
    const scopes = [...new Set([...offered, ...requested])];
    const strange = scopes.filter((scope) => !/read|draft/iu.test(scope));
    if (strange.length > 0)
      throw new Violation(`scopes for more than to read and to draft: ${strange.join(' ')}`);
    if (scopes.length !== 2)
      throw new Violation(`not the two scopes to read and to draft: ${scopes.join(' ') || 'none'}`);
    return scopes.join(' ');
  },
  saboteurs: [
    {
      breaks: 'offers a scope to administer',
      caught: /more than to read and to draft: optimove:admin/u,
      sabotage: (wire) =>
        rewriteDocument(wire, 'oauth-protected-resource', (document) => ({
          ...document,
          scopes_supported: ['optimove:read', 'optimove:drafts.write', 'optimove:admin'],
        })),
    },
  ],
});
