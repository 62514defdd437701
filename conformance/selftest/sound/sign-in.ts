import { cookieOf, formOf, hiddenField, over, page } from './pages.ts';
import { consentForm, signInForm } from './sign-in-views.ts';
import type { Asked } from './sign-in-views.ts';
import type { SoundUser, SoundWorld } from './world.ts';

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
    stopDrafts: (user: SoundUser, clientId: string) => void;
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
  const ask = (request: Request, asked: Asked): Response => {
    const user = userAt(request);
    const ticket = fresh('ticket');
    const browser = cookieOf(request, 'browser') || fresh('browser');
    waiting.set(ticket, { ...asked, browser });
    return page(200, user ? consentForm(ticket, asked, user) : signInForm(ticket), { browser });
  };

  const signIn = async (request: Request): Promise<Response> => {
    const form = await formOf(request);
    const ticket = form.get('ticket') ?? '';
    const asked = waiting.get(ticket);
    if (!isOurs(request) || asked?.browser !== cookieOf(request, 'browser')) return over();
    const user = world.userOf(form.get('email') ?? '');
    if (user === undefined || user.disabled || user.password !== form.get('password'))
      return page(401, signInForm(ticket, 'Email or password is wrong.'));
    const session = fresh('session');
    sessions.set(session, user);
    return page(200, consentForm(ticket, asked, user), { session });
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
      const take = form.get('action') === 'stop-drafts' ? profile.stopDrafts : profile.end;
      take(user, form.get('client_id') ?? '');
    }
    const forms = [...profile.clientsOf(user)].map(
      (id) => `<form method="post" action="/profile">${hiddenField('key', key)}${hiddenField('client_id', id)}
        <p>${id}</p><button>Revoke access</button>
        <button name="action" value="stop-drafts">Stop draft creation</button></form>`,
    );
    return page(200, `<h1>Applications of ${user.email}</h1>${forms.join('')}`);
  };

  return { ask, signIn, consent, profilePage };
}
