import type { AnalyticsRow, DimensionKey, MetricKey } from '#contract/analytics.ts';
import type { analyticsJobSchema } from '#contract/analytics-jobs.ts';
import type { DraftAnswer } from '#contract/drafts.ts';
import type { Effect } from '#contract/effects.ts';
import type { ChannelKind } from '#contract/entities/entity.ts';
import type { ApiScope } from '#contract/scopes.ts';
import type { Collections, Signals, TenantData, UserRecord } from '#fixtures/world-data.ts';
import type { z } from 'zod';

/** The world's time. Jobs, expiry and schedules follow it. */
export interface Clock {
  now(): Date;
  readonly frozen: boolean;
  /** Milliseconds by which the clock was moved by hand since the start: what expiry has to add to elapsed time. */
  readonly moved: number;
  freeze(frozen: boolean): void;
  advance(milliseconds: number): void;
  set(instant: Date): void;
  reset(): void;
}

/** One request that reached the tenant API, as `GET /journal` shows it. */
export interface JournalEntry {
  seq: number;
  time: string;
  endpoint: string;
  method: string;
  path: string;
  effect: Effect;
  tenant_id: string | null;
  user_id: string | null;
  client_id: string | null;
  scopes: string[];
  status: number;
  mcp_request_id?: string;
  entity?: { type: string; id: string };
}

export interface Journal {
  append(entry: Omit<JournalEntry, 'seq' | 'time'>): void;
  read(filter: { since?: number; effect?: Effect; user?: string; limit?: number }): {
    entries: JournalEntry[];
    next: number;
    evicted: number;
  };
  clear(): void;
}

/** A message that would have gone to customers, as `GET /messages` shows it. */
export interface SentMessage {
  time: string;
  tenant_id: string;
  user_id: string;
  channel: ChannelKind;
  entity: { type: string; id: string };
  recipients: number;
}

/** The people of the world. Rights are read at each use, so that a change counts at once. */
export interface Users {
  find(emailOrId: string): UserRecord | undefined;
  all(): readonly UserRecord[];
  /** The account, when the password fits and the account is not disabled. */
  authenticate(email: string, password: string): UserRecord | undefined;
  /** Applies to every membership; throws a TypeError that names what is wrong. */
  change(email: string, change: { role?: string; brands?: string[]; disabled?: boolean }): UserRecord;
  reset(): void;
}

/** What an idempotency key stands for: the body that came with it, as a hash, and what was made of it. */
export interface Attempt {
  body: string;
  answer: Omit<DraftAnswer, 'replayed'>;
}

export interface Attempts {
  find(name: string): Attempt | undefined;
  remember(name: string, attempt: Attempt): void;
  clear(): void;
}

/** The kinds of entity that can be drafted. */
export type DraftCollection = 'campaigns' | 'triggers' | 'streams' | 'target-groups';

/** Everything that the tenant API can write. */
export interface Drafts {
  /** A number that no entity of the world has yet. */
  nextId(): string;
  add<Name extends DraftCollection>(tenant: string, collection: Name, record: Collections[Name]): void;
  readonly attempts: Attempts;
}

/** What a question to analytics is answered with: rows, how they are ordered, and what they rest on. */
export interface AnalyticsWork {
  rows: () => AnalyticsRow[];
  dimensions: readonly DimensionKey[];
  first: MetricKey;
  basis: { currency: string; data_from: string | null };
}

export interface AnalyticsJob extends Omit<z.output<typeof analyticsJobSchema>, 'error'> {
  work: AnalyticsWork;
}

export interface AnalyticsJobs {
  /** A new job, or the one of this owner that is at work on the same question. */
  start(job: { owner: string; question: string; takesMs: number; work: AnalyticsWork }): AnalyticsJob;
  find(owner: string, id: string): AnalyticsJob | undefined;
  clear(): void;
}

export interface World {
  readonly seed: number;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly users: Users;
  readonly messages: readonly SentMessage[];
  readonly drafts: Drafts;
  readonly analyticsJobs: AnalyticsJobs;
  readonly tenantIds: readonly string[];
  tenant(id: string): TenantData | undefined;
  /** The ids and records that `user` may see: rights, brand and tenant applied. The one place where visibility is decided. */
  visible<Name extends keyof Collections>(
    user: UserRecord,
    tenant: string,
    collection: Name,
  ): readonly Collections[Name][];
  /** The same for what Mission Control shows: jobs and errors of the user's brands, and those of the whole tenant. */
  visibleSignals<Name extends keyof Signals>(
    user: UserRecord,
    tenant: string,
    kind: Name,
  ): readonly Signals[Name][];
  /** Undoes every change to people and data. The journal, the clock and the grants have a reset of their own. */
  reset(): void;
}

/** Who speaks through an access token of the tenant API. */
export interface ApiPrincipal {
  user: UserRecord;
  /** The OAuth client that the user approved, not the connector that acts for it. */
  client_id: string;
  scopes: ReadonlySet<ApiScope>;
}

/** A signed-in person in a browser, and the token that their forms must carry. */
export interface SignedIn {
  user: UserRecord;
  csrf: string;
}

export interface AuthorizationServer {
  /** Answers every path in `paths`, and what lies below it. */
  fetch(request: Request): Promise<Response>;
  readonly paths: readonly string[];
  /** The speaker of a live access token for the tenant API, or null for any other token. */
  principal(bearer: string): Promise<ApiPrincipal | null>;
  /** The browser session of a request to the console; null sends the person to `/sign-in?return_to=…`. */
  signedIn(request: Request): Promise<SignedIn | null>;
  /** A token of the tenant API for a user, without sign-in and consent: for tests and command lines. */
  tokenFor(user: UserRecord): Promise<string>;
  /** Ends grants as the profile page does; answers how many ended. */
  revoke(user: string, clientId?: string): number;
  /** Ends every grant and browser session, and forgets registered clients. */
  reset(): void;
}
