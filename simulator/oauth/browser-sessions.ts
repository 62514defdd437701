import type { Provider } from 'oidc-provider';
import type { Account, Visitor, Worlds } from '../ports.ts';
import type { FormProtection } from './form-protection.ts';
import { SESSION_SECONDS } from './provider-configuration.ts';
import type { ProviderContext } from './provider-context.ts';

/** Who is signed in at a browser. One session serves the OAuth pages, the profile and the console. */
export class BrowserSessions {
  readonly #provider: Provider;
  readonly #worlds: Worlds;
  readonly #protection: FormProtection;
  readonly #cookie: Parameters<ProviderContext['cookies']['set']>[2];

  constructor(options: { provider: Provider; worlds: Worlds; protection: FormProtection; secure: boolean }) {
    this.#provider = options.provider;
    this.#worlds = options.worlds;
    this.#protection = options.protection;
    this.#cookie = { signed: true, httpOnly: true, sameSite: 'lax', secure: options.secure, path: '/' };
  }

  async of(context: ProviderContext): Promise<Visitor | null> {
    const { accountId, uid } = await this.#provider.Session.get(context);
    const account = accountId === undefined ? undefined : this.#worlds.account(accountId);
    return account && !account.user.disabled
      ? { ...account, csrf: this.#protection.token('session', uid) }
      : null;
  }

  /** Starts a session of its own, whatever the browser came with, so that nobody can have fixed its id before. */
  async signIn(context: ProviderContext, { accountId }: Account): Promise<void> {
    await this.#end(context);
    const session = new this.#provider.Session();
    session.loginAccount({ accountId, amr: ['pwd'] });
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
