import { TestBrowser } from '#simulator/oauth/testing/browser.ts';
import {
  discover,
  obtainTokens,
  reachConsent,
  register,
  type Tokens,
} from '#simulator/oauth/testing/sign-in.ts';
import type { Stack } from '../stack.ts';

const PASSWORD = 'optimove-demo';

/**
 * Opens an authorization request as the browser of a person would, signs in, approves, and gives the address that leads back to
 * the host. `fields` are what the person changes on the consent page.
 */
export async function approveInBrowser(
  authorization: URL,
  email: string,
  fields: Record<string, string | string[]> = {},
): Promise<URL> {
  const browser = new TestBrowser({ fetch, origin: authorization.origin });
  const consent = await reachConsent(browser, authorization, { email, password: PASSWORD });
  const { leftTo, text } = await browser.submit(consent, fields, 'Approve');
  if (!leftTo) throw new Error(`The consent page does not lead back to the host: ${text}`);
  return leftTo;
}

/** The same, and follows the address back, where a program on this computer listens. */
export async function returnToHost(authorization: URL): Promise<void> {
  const answer = await fetch(await approveInBrowser(authorization, 'marketer@lumenplay.example'));
  await answer.text();
}

/** Tokens for the running connector, as an MCP host of this person would hold them. */
export function signInAs(stack: Stack, email: string): Promise<Tokens> {
  return obtainTokens({ fetch, issuer: stack.issuer, resource: stack.connector, email, password: PASSWORD });
}

/** Registers a public client with one redirect URI and gives its id. */
export async function registerClient(issuer: string, redirectUri: string): Promise<string> {
  const client = await register(await discover(issuer, fetch), fetch, redirectUri);
  return client.client_id;
}
