import { cookieOf, escaped, formOf, hiddenField, page } from './pages.ts';
import type { SoundUser, SoundWorld } from './world.ts';

/** What an authorization request asks the user for, in the browser that brought it. */
export interface Asked {
  clientId: string;
  clientName: string;
  redirectUri: string;
  challenge: string;
  state: string | null;
  scope: string;
}

interface Waiting extends Asked {
  browser: string;
}

/** The pages that people see: sign-in, consent and the profile. Forms are good in the browser that they were made for. */
export function createSignIn(options: {
  world: SoundWorld;
  issuer: string;
  fresh: (kind: string) => string;
  answer: (asked: Asked, user: SoundUser | null) => Response;
  profile: {
    clientsOf: (user: SoundUser) => Iterable<string>;
    end: (user: SoundUser, clientId: string) => void;
  };
}) {
  const { world, issuer, fresh, answer, profile } = options;
  const sessions = new Map<string, SoundUser>();
  const waiting = new Map<string, Waiting>();

  const userAt = (request: Request): SoundUser | undefined => {
    const user = sessions.get(cookieOf(request, 'session'));
    return user?.disabled === true ? undefined : user;
  };
  const isOurs = (request: Request): boolean =>
    request.method === 'POST' && (request.headers.get('origin') ?? issuer) === issuer;
  const over = () => page(400, '<h1>This sign-in is over.</h1>');

  const signInPage = (ticket: string, problem = ''): string =>
    `<h1>Sign in</h1><p>${problem}</p><form method="post" action="/sign-in">${hiddenField('ticket', ticket)}
      <input type="email" name="email"><input type="password" name="password"><button>Sign in</button></form>`;

  const consentPage = (
    ticket: string,
    { clientName, redirectUri, scope }: Asked,
    user: SoundUser,
  ): string => {
    const { host, hostname } = new URL(redirectUri);
    const isLocal = !hostname.includes('claude');
    return `<h1>${escaped(clientName)} asks for access</h1>
      <p>It wants ${scope} as ${user.email} and sends you back to ${host}.</p>
      ${isLocal ? '<p>This is a program on this computer: approve only if you started it.</p>' : ''}
      <form method="post" action="/consent">${hiddenField('ticket', ticket)}
      <button name="decision" value="yes">Approve</button><button name="decision" value="no">Deny</button></form>
      <a href="/profile">Connected applications</a>`;
  };

  const ask = (request: Request, asked: Asked): Response => {
    const user = userAt(request);
    const ticket = fresh('ticket');
    const browser = cookieOf(request, 'browser') || fresh('browser');
    waiting.set(ticket, { ...asked, browser });
    return page(200, user ? consentPage(ticket, asked, user) : signInPage(ticket), { browser });
  };

  const signIn = async (request: Request): Promise<Response> => {
    const form = await formOf(request);
    const ticket = form.get('ticket') ?? '';
    const asked = waiting.get(ticket);
    if (!isOurs(request) || asked?.browser !== cookieOf(request, 'browser')) return over();
    const user = world.userOf(form.get('email') ?? '');
    if (user === undefined || user.disabled || user.password !== form.get('password'))
      return page(401, signInPage(ticket, 'Email or password is wrong.'));
    const session = fresh('session');
    sessions.set(session, user);
    return page(200, consentPage(ticket, asked, user), { session });
  };

  const consent = async (request: Request): Promise<Response> => {
    const form = await formOf(request);
    const ticket = form.get('ticket') ?? '';
    const asked = waiting.get(ticket);
    const user = userAt(request);
    if (!isOurs(request) || !user || asked?.browser !== cookieOf(request, 'browser')) return over();
    waiting.delete(ticket);
    return answer(asked, form.get('decision') === 'yes' ? user : null);
  };

  const profilePage = async (request: Request): Promise<Response> => {
    const user = userAt(request);
    if (user === undefined) return page(401, '<h1>Sign in first.</h1>');
    const key = `form-of-${cookieOf(request, 'session')}`;
    if (request.method === 'POST') {
      const form = await formOf(request);
      if (!isOurs(request) || form.get('key') !== key) return page(403, '<h1>Not from this page.</h1>');
      profile.end(user, form.get('client_id') ?? '');
    }
    const forms = [...profile.clientsOf(user)].map(
      (id) => `<form method="post" action="/profile">${hiddenField('key', key)}${hiddenField('client_id', id)}
        <p>${id}</p><button>Revoke access</button></form>`,
    );
    return page(200, `<h1>Applications of ${user.email}</h1>${forms.join('')}`);
  };

  return { ask, signIn, consent, profilePage };
}
