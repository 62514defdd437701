import type { Provider } from 'oidc-provider';
import type { UserRecord } from '#fixtures/world-data.ts';
import type { SignedIn, World } from '../ports.ts';
import type { FormProtection } from './form-protection.ts';
import { SESSION_SECONDS } from './provider-configuration.ts';
import type { ProviderContext } from './provider-context.ts';

/** Who is signed in at a browser. One session serves the OAuth pages, the profile and the console. */
export class BrowserSessions {
  readonly #provider: Provider;
  readonly #world: World;
  readonly #protection: FormProtection;
  readonly #cookie: Parameters<ProviderContext['cookies']['set']>[2];

  constructor(options: { provider: Provider; world: World; protection: FormProtection; secure: boolean }) {
    this.#provider = options.provider;
    this.#world = options.world;
    this.#protection = options.protection;
    this.#cookie = { signed: true, httpOnly: true, sameSite: 'lax', secure: options.secure, path: '/' };
  }

  async of(context: ProviderContext): Promise<SignedIn | null> {
    const { accountId, uid } = await this.#provider.Session.get(context);
    const user = accountId === undefined ? undefined : this.#world.users.find(accountId);
    return user && !user.disabled ? { user, csrf: this.#protection.token('session', uid) } : null;
  }

  /** Starts a session of its own, whatever the browser came with, so that nobody can have fixed its id before. */
  async signIn(context: ProviderContext, user: UserRecord): Promise<void> {
    await this.#end(context);
    const session = new this.#provider.Session();
    session.loginAccount({ accountId: user.id, amr: ['pwd'] });
    await session.save(SESSION_SECONDS);
    context.cookies.set(this.#provider.cookieName('session'), session.jti, this.#cookie);
  }

  async signOut(context: ProviderContext): Promise<void> {
    await this.#end(context);
    context.cookies.set(this.#provider.cookieName('session'), null, this.#cookie);
  }

  async #end(context: ProviderContext): Promise<void> {
    const session = await this.#provider.Session.get(context);
    if (session.accountId !== undefined) await session.destroy();
  }
}
