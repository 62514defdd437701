import { z } from 'zod';
import { NotTestable } from '../finding.ts';
import type { Fetch } from '../client/wire.ts';

const journalEntrySchema = z.object({
  seq: z.number(),
  time: z.string(),
  endpoint: z.string(),
  method: z.string(),
  path: z.string(),
  effect: z.string(),
  tenant_id: z.string().nullable(),
  user_id: z.string().nullable(),
  client_id: z.string().nullable(),
  scopes: z.array(z.string()),
  status: z.number(),
  mcp_request_id: z.string().optional(),
  entity: z.object({ type: z.string(), id: z.string() }).optional(),
  /** By which way it came; `clock` where nobody asked for it. */
  via: z.string().optional(),
  /** The effects of the fault that struck it. */
  fault: z.array(z.string()).optional(),
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;

const journalSchema = z.object({
  entries: z.array(journalEntrySchema),
  next: z.number(),
  evicted: z.number(),
});
const worldSchema = z.object({
  hash: z.string(),
  entities: z.record(z.string(), z.object({ count: z.number(), hash: z.string() })),
});
export type WorldState = z.infer<typeof worldSchema>;
const visibleSchema = z.object({ ids: z.array(z.string()) });
const messagesSchema = z.union([z.array(z.unknown()), z.object({ messages: z.array(z.unknown()) })]);

const userSchema = z.object({
  user: z.object({ memberships: z.array(z.object({ role: z.string() })).min(1) }),
});
const tokensSchema = z
  .object({ token: z.string(), mcp_token: z.string(), api: z.url() })
  .transform(({ token, mcp_token, api }) => ({ api: token, mcp: mcp_token, address: api }));

/** What a token of the connector says in the place of what is true; null leaves a claim or a header parameter out. */
export interface TokenChanges {
  claims?: Readonly<Record<string, unknown>>;
  header?: Readonly<Record<string, unknown>>;
  /** The issuer calls it active when it is asked, whatever it says. */
  vouched?: boolean;
}

const usersSchema = z.object({
  users: z.array(
    z.object({
      email: z.string(),
      disabled: z.boolean(),
      memberships: z.array(z.object({ tenant: z.string(), role: z.string() })),
    }),
  ),
});
/** A user of the world behind the connector, with a role in each of the tenants. */
export type WorldUser = z.infer<typeof usersSchema>['users'][number];

/** What is said where calls got through and the witness saw nothing: an effect would not have been seen either. */
export const UNWITNESSED = 'the witness saw no request of any call: it is not behind this connector';

/** Who saw the effects: the control API of the simulator behind the connector. */
export interface Witness {
  /** Runs `action` and returns what reached the tenant API meanwhile. */
  during(action: () => Promise<unknown>): Promise<JournalEntry[]>;
  world(tenant?: string): Promise<WorldState>;
  /** The ids that the permission rules let `user` see; `entity` in the singular, `target_group`. */
  visible(user: string, tenant: string, entity: string): Promise<string[]>;
  /** Everybody who could sign in. */
  users(): Promise<WorldUser[]>;
  /** How many messages would have gone to customers. */
  messages(): Promise<number>;
  advance(duration: string): Promise<void>;
  /** Sets what goes wrong in the tenant API, in the place of what was set before; `reset` of faults takes it away. */
  faults(rules: readonly object[]): Promise<void>;
  reset(what: readonly string[]): Promise<void>;
  change(user: string, rights: { role?: string; brands?: string[]; disabled?: boolean }): Promise<void>;
  /** The role of a user. */
  role(user: string): Promise<string>;
  revoke(user: string, clientId?: string): Promise<void>;
  /**
   * Tokens of a user with the signature of the issuer: of the tenant API, which is at `address`, and of the connector, which says
   * what the changes want.
   */
  tokens(user: string, changes?: TokenChanges): Promise<{ api: string; mcp: string; address: string }>;
}

/** Speaks to the control API; what it cannot answer makes a check not testable. */
export function openWitness(control: URL, fetch: Fetch): Witness {
  const call = async (path: string, body?: unknown, method = 'POST'): Promise<unknown> => {
    const request = new Request(new URL(path, control), {
      ...(body !== undefined && {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const response = await fetch(request);
    const text = await response.text();
    if (!response.ok)
      throw new NotTestable(
        `the control API answered ${response.status} to ${request.method} ${path}: ${text}`,
      );
    return text === '' ? null : JSON.parse(text);
  };
  let position = 0;
  let lastSeq: number | null = null;
  /** Reads on from where the last reading ended, by the journal's own `next`. */
  const drain = async (): Promise<JournalEntry[]> => {
    const seen: JournalEntry[] = [];
    for (;;) {
      const page = journalSchema.parse(await call(`/journal?since=${position}&limit=1000`));
      position = page.next;
      if (page.entries.length === 0) return seen;
      seen.push(...page.entries);
    }
  };

  return {
    async during(action) {
      lastSeq = (await drain()).at(-1)?.seq ?? lastSeq;
      await action();
      const entries = await drain();
      if (lastSeq !== null && entries[0] !== undefined && entries[0].seq > lastSeq + 1) {
        throw new NotTestable(
          'the journal dropped entries while the check ran: give the simulator a longer journal',
        );
      }
      lastSeq = entries.at(-1)?.seq ?? lastSeq;
      return entries;
    },
    world: async (tenant) =>
      worldSchema.parse(
        await call(tenant === undefined ? '/world' : `/world?tenant=${encodeURIComponent(tenant)}`),
      ),
    async visible(user, tenant, entity) {
      const query = new URLSearchParams({ user, tenant, entity });
      return visibleSchema.parse(await call(`/visible?${query.toString()}`)).ids;
    },
    users: async () => usersSchema.parse(await call('/users')).users.filter(({ disabled }) => !disabled),
    async messages() {
      const answer = messagesSchema.parse(await call('/messages'));
      return Array.isArray(answer) ? answer.length : answer.messages.length;
    },
    advance: async (duration) => void (await call('/clock', { advance: duration })),
    faults: async (rules) => void (await call('/faults', rules, 'PUT')),
    reset: async (what) => void (await call('/reset', { what })),
    change: async (user, rights) => void (await call(`/users/${encodeURIComponent(user)}`, rights)),
    async role(user) {
      const [membership] = userSchema.parse(await call(`/users/${encodeURIComponent(user)}`, {})).user
        .memberships;
      return membership?.role ?? '';
    },
    tokens: async (user, changes) => tokensSchema.parse(await call('/tokens', { user, ...changes })),
    revoke: async (user, clientId) =>
      void (await call('/grants/revoke', { user, ...(clientId !== undefined && { client_id: clientId }) })),
  };
}
