import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStack, type Stack } from '../stack.ts';
import { approveInBrowser } from './person.ts';

const insecure = { [oauth.allowInsecureRequests]: true };
const redirectUri = 'http://127.0.0.1:4711/callback';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

/** From the connector's 401 to tokens, as a client that follows the RFCs and knows nothing else. */
async function connect(resource: URL): Promise<{
  as: oauth.AuthorizationServer;
  client: oauth.Client;
  tokens: oauth.TokenEndpointResponse;
}> {
  const metadata = await oauth.processResourceDiscoveryResponse(
    resource,
    await oauth.resourceDiscoveryRequest(resource, insecure),
  );
  const issuer = new URL(metadata.authorization_servers?.[0] ?? '');
  const as = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
  );
  const client = await oauth.processDynamicClientRegistrationResponse(
    await oauth.dynamicClientRegistrationRequest(
      as,
      { client_name: 'oauth4webapi', redirect_uris: [redirectUri], token_endpoint_auth_method: 'none' },
      insecure,
    ),
  );

  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(as.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: redirectUri,
    resource: resource.href,
    scope: 'optimove:read optimove:drafts.write',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const callback = await approveInBrowser(url, 'marketer@lumenplay.example');

  const tokens = await oauth.processAuthorizationCodeResponse(
    as,
    client,
    await oauth.authorizationCodeGrantRequest(
      as,
      client,
      oauth.None(),
      oauth.validateAuthResponse(as, client, callback, state),
      redirectUri,
      verifier,
      { additionalParameters: { resource: resource.href }, ...insecure },
    ),
  );
  return { as, client, tokens };
}

async function statusOfAnMcpCall(resource: URL, accessToken: string): Promise<number> {
  const answer = await fetch(resource, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
  });
  await answer.text();
  return answer.status;
}

describe('oauth4webapi', () => {
  // It takes metadata of exactly the address that it called (RFC 9728, section 3.3), and asks for a token for that address.
  test.each(['', '/t/lumenplay'])(
    'registers, signs in, refreshes and revokes at /mcp%s by the RFCs alone',
    async (path) => {
      const resource = new URL(stack.connector + path);
      const { as, client, tokens } = await connect(resource);
      const first = await statusOfAnMcpCall(resource, tokens.access_token);

      const refreshed = await oauth.processRefreshTokenResponse(
        as,
        client,
        await oauth.refreshTokenGrantRequest(as, client, oauth.None(), tokens.refresh_token ?? '', insecure),
      );
      const second = await statusOfAnMcpCall(resource, refreshed.access_token);

      await oauth.processRevocationResponse(
        await oauth.revocationRequest(as, client, oauth.None(), refreshed.refresh_token ?? '', insecure),
      );
      const third = await statusOfAnMcpCall(resource, refreshed.access_token);

      expect(tokens.expires_in).toBe(300);
      expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);
      expect([first, second, third]).toEqual([200, 200, 401]);
    },
  );
});
