import type { AnalyticsRow, DimensionKey, MetricKey } from '#contract/analytics.ts';
import type { analyticsJobSchema } from '#contract/analytics-jobs.ts';
import type { DraftAnswer } from '#contract/drafts.ts';
import type { Effect } from '#contract/effects.ts';
import type { ChannelKind } from '#contract/entities/entity.ts';
import type { ApiScope } from '#contract/scopes.ts';
import type { Collections, Signals, TenantData, UserRecord } from '#fixtures/world-data.ts';
import type { z } from 'zod';
import type { PublicRecords } from './tenant/public-records.ts';
import type { WorldState } from './tenant/state.ts';

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

/** What became of one entity: by which act, and from which status to which. */
export interface EntityChange {
  type: string;
  id: string;
  act: string;
  from?: string;
  to?: string;
}

/**
 * One request that reached the tenant, through the platform API, the public API or the console, or what happened by itself as time
 * went on, as `GET /journal` shows it.
 */
export interface JournalEntry {
  seq: number;
  time: string;
  via: 'api' | 'public' | 'console' | 'clock';
  /** An id of the route table, or what the clock brought about. */
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
  changes?: EntityChange[];
  /** How many went out, as `GET /messages` lists them. */
  messages?: number;
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
  seq: number;
  time: string;
  tenant_id: string;
  /** Who caused it, and through which client; null for what the clock brought about. */
  user_id: string | null;
  client_id: string | null;
  endpoint: string;
  channel: ChannelKind;
  entity: { type: string; id: string };
  recipients: number;
}

export interface Messages {
  add(message: Omit<SentMessage, 'seq'>): void;
  /** The oldest first. */
  all(): readonly SentMessage[];
  readonly evicted: number;
  clear(): void;
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

/** Every change to the data of the world. */
export interface Changes {
  /** A number that no entity of the world has yet. */
  nextId(): string;
  /** Adds a record, or puts it in the place of the one of its id. */
  put<Name extends keyof Collections>(tenant: string, collection: Name, record: Collections[Name]): void;
  remove(tenant: string, collection: keyof Collections, id: string): void;
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
  /** All that changes, table by table; who reads or writes a part of it does so by the parts below. */
  readonly state: WorldState;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly users: Users;
  readonly messages: Messages;
  readonly changes: Changes;
  readonly attempts: Attempts;
  readonly publicRecords: PublicRecords;
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
