import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { scopeSchema, type Scope } from '#contract/scopes.ts';
import type { Entry, EntryStore } from './entry-store.ts';

/** What a user approved for one installation of an OAuth client. */
export interface Grant {
  id: string;
  reference: string;
  userId: string;
  clientId: string;
  scopes: ReadonlySet<Scope>;
  grantedAt: Date;
  usedAt: Date | null;
}

const payloadSchema = z.object({
  accountId: z.string(),
  clientId: z.string(),
  resources: z.record(z.string(), z.string()).default({}),
});

/** The grants of all users, as the profile page, introspection and the control API see them. */
export class Grants {
  readonly #store: EntryStore;
  readonly #resource: string;

  /** `resource` is the one that scopes are granted for. */
  constructor(store: EntryStore, resource: string) {
    this.#store = store;
    this.#resource = resource;
  }

  /** Approves these scopes in the user's name, as the consent page does. */
  open(userId: string, clientId: string, scopes: readonly Scope[]): Grant {
    const id = randomBytes(32).toString('base64url');
    const resources = { [this.#resource]: scopes.join(' ') };
    this.#store.put('Grant', id, { accountId: userId, clientId, resources });
    const entry = this.#store.find('Grant', id);
    if (entry === undefined) throw new Error('A grant that was just opened is not there.');
    return this.#grant(entry);
  }

  byReference(reference: string): Grant | undefined {
    const entry = this.#store.grantByReference(reference);
    return entry && this.#grant(entry);
  }

  /** Newest first. */
  ofUser(userId: string): Grant[] {
    return this.#store
      .grantsOfUser(userId)
      .map((entry) => this.#grant(entry))
      .toReversed();
  }

  ofClient(clientId: string): Grant[] {
    return this.#store.grantsOfClient(clientId).map((entry) => this.#grant(entry));
  }

  markUsed(grant: Grant): void {
    this.#store.markUsed('Grant', grant.id);
  }

  /** Ends these grants with all their tokens; answers how many were there to end. */
  revoke(grants: readonly Grant[]): number {
    return grants.filter(({ id }) => this.#store.removeGrant(id)).length;
  }

  /** Takes one scope out of a grant. A grant that is left with none ends. */
  withdraw(grant: Grant, scope: Scope): void {
    const left = [...grant.scopes].filter((granted) => granted !== scope);
    const entry = this.#store.find('Grant', grant.id);
    if (!entry) return;
    if (left.length === 0) this.revoke([grant]);
    else {
      const payload = { ...entry.payload, resources: { [this.#resource]: left.join(' ') } };
      this.#store.rewrite('Grant', grant.id, payload);
    }
  }

  #grant({ id, payload, createdAt, usedAt }: Entry): Grant {
    const { accountId, clientId, resources } = payloadSchema.parse(payload);
    const names = (resources[this.#resource] ?? '').split(' ').filter((name) => name !== '');
    return {
      id,
      reference: this.#store.reference(id),
      userId: accountId,
      clientId,
      scopes: new Set(names.map((name) => scopeSchema.parse(name))),
      grantedAt: createdAt,
      usedAt,
    };
  }
}
