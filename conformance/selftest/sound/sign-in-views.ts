import { escaped, hiddenField } from './pages.ts';
import type { SoundUser } from './world.ts';

/** What an authorization request asks the user for, in the browser that brought it. */
export interface Asked {
  clientId: string;
  clientName: string;
  redirectUri: string;
  challenge: string;
  state: string | null;
  scope: string;
}

export function signInForm(ticket: string, problem = ''): string {
  return `<h1>Sign in</h1><p>${problem}</p><form method="post" action="/sign-in">${hiddenField('ticket', ticket)}
    <input type="email" name="email"><input type="password" name="password"><button>Sign in</button></form>`;
}

export function consentForm(
  ticket: string,
  { clientName, redirectUri, scope }: Asked,
  user: SoundUser,
): string {
  const { host, hostname } = new URL(redirectUri);
  const isLocal = !hostname.includes('claude');
  return `<h1>${escaped(clientName)} asks for access</h1>
    <p>It wants ${scope} as ${user.email} and sends you back to ${host}.</p>
    ${isLocal ? '<p>This is a program on this computer: approve only if you started it.</p>' : ''}
    <form method="post" action="/consent">${hiddenField('ticket', ticket)}
    <button name="decision" value="yes">Approve</button><button name="decision" value="no">Deny</button></form>
    <a href="/profile">Connected applications</a>`;
}
