import type { AnalyticsRow, DimensionKey, MetricKey } from '#contract/analytics.ts';
import type { analyticsJobSchema } from '#contract/analytics-jobs.ts';
import type { DraftAnswer } from '#contract/drafts.ts';
import type { Effect } from '#contract/effects.ts';
import type { ChannelKind } from '#contract/entities/entity.ts';
import type { SchemaItem } from '#contract/entities/schema-item.ts';
import type { ApiScope } from '#contract/scopes.ts';
import type { Collections, Scale, Signals, TenantData, UserRecord } from '#fixtures/world-data.ts';
import type { z } from 'zod';
import type { Faults } from './faults/faults.ts';
import type { Life } from './tenant/life/life.ts';
import type { PublicRecords } from './tenant/public-records.ts';
import type { TokenChanges } from './token-changes.ts';
import type { Snapshot } from './tenant/snapshots/snapshot.ts';
import type { Rows, WorldState } from './tenant/state.ts';

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
  /** Time outside the world, in milliseconds since 1970. */
  readonly wall: number;
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
  /** What a fault did to the answer, by the names of its effect. */
  fault?: string[];
  /** How many went out, as `GET /messages` lists them. */
  messages?: number;
}

export interface Journal {
  /** At the time of the clock, unless the entry brings its own. */
  append(entry: Omit<JournalEntry, 'seq' | 'time'> & { time?: string }): void;
  read(filter: { since?: number; limit?: number; where?: (entry: JournalEntry) => boolean }): {
    entries: JournalEntry[];
    /** Reading goes on after this number. */
    next: number;
    evicted: number;
  };
  /** The number of the oldest entry that is there, or else of the next one. */
  readonly first: number;
  /** Told after every change; gives the way to end it. */
  watch(listener: () => void): () => void;
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
  /** The same people as the world began with them. */
  readonly begun: readonly UserRecord[];
  /** The account, when the password fits and the account is not disabled. */
  authenticate(email: string, password: string): UserRecord | undefined;
  /** Applies to every membership, or to that of one tenant; throws a TypeError that names what is wrong. */
  change(
    email: string,
    change: { role?: string; brands?: string[]; disabled?: boolean },
    tenant?: string,
  ): UserRecord;
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
  /** Those that made one of these drafts. */
  forget(drafts: ReadonlySet<string>): void;
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

/** What an admin changes of a tenant itself, and of the events that its customers may cause. */
export interface Settings {
  change(tenant: string, change: Partial<Pick<TenantData['facts'], 'name' | 'time_zone' | 'language'>>): void;
  /** Adds an event, or puts it in the place of the one of its key. */
  putEvent(tenant: string, event: Extract<SchemaItem, { kind: 'event' }>): void;
  removeEvent(tenant: string, key: string): void;
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

/** Of the data, what a reset undoes; all of it where nothing is named. */
export interface DataPart {
  tenant?: string | undefined;
  collections?: readonly (keyof Collections)[] | undefined;
}

export interface World {
  /** `default`, or what it was called when it was made beside that one. */
  readonly name: string;
  readonly seed: number;
  readonly scale: Scale;
  /** The instant that every date of its data is relative to. */
  readonly epoch: Date;
  /** What goes wrong in its tenant API. */
  readonly faults: Faults;
  /** All that changes, table by table; who reads or writes a part of it does so by the parts below. */
  readonly state: WorldState;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly users: Users;
  readonly messages: Messages;
  readonly changes: Changes;
  readonly settings: Settings;
  /** What is to come by itself as the clock goes on. */
  readonly life: Life;
  readonly attempts: Attempts;
  readonly publicRecords: PublicRecords;
  readonly analyticsJobs: AnalyticsJobs;
  /** What it was like at instants that were given a name. */
  readonly snapshots: Map<string, Snapshot>;
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
  /** Undoes the changes to a part of the data, and to nothing else. */
  resetData(part: DataPart): void;
  /** Throws a `StateError` that names what of these rows the world could not be put back to, as `restore` takes them. */
  check(rows: Rows, wall: number): void;
  /**
   * Replaces all that changed since the world began, or nothing: throws a `StateError` that names what does not fit. The clock goes on
   * from where it stood when the time outside was `wall`.
   */
  restore(rows: Rows, wall: number): void;
}

/** A user of one of the worlds, as everybody outside it knows them. */
export interface Account {
  /** The user's id, with the world's name behind it: `u-1002+w1`. */
  accountId: string;
  world: World;
  user: UserRecord;
}

/** What a new world begins with; where nothing is said, with what the standard one began with. */
export interface WorldOrder {
  name?: string | undefined;
  seed?: number | undefined;
  scale?: Scale | undefined;
  clock?: Date | undefined;
}

/** The worlds of this process: one from the start, and those that were made beside it. */
export interface Worlds {
  readonly standard: World;
  /** The standard one first. */
  all(): readonly World[];
  find(name: string): World | undefined;
  /** Whom an account id or an email names, in the world that it names. */
  account(name: string): Account | undefined;
  /** The world that an account id or an email names; the standard one where it names none that there is. */
  of(account: string | undefined): World;
  /** Throws a `WorldsError` that says why there cannot be such a world. */
  create(order?: WorldOrder): World;
  /** Whether it was there to be removed. */
  remove(name: string): boolean;
  /** Told of each world that comes, with all that it begins with, and of each that goes; gives the way to end it. */
  watch(listener: (world: World, isThere: boolean) => void): () => void;
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

/** Whoever visits the console, in the world of their account. */
export type Visitor = SignedIn & Account;

export interface AuthorizationServer {
  /** Answers every path in `paths`, and what lies below it. */
  fetch(request: Request): Promise<Response>;
  readonly paths: readonly string[];
  /** The speaker of a live access token for the tenant API, or null for any other token. */
  principal(bearer: string): Promise<ApiPrincipal | null>;
  /** The account that a token names, be it live or not; null where it names none. */
  accountOf(bearer: string): string | null;
  /** The browser session of a request to the console; null sends the person to `/sign-in?return_to=…`. */
  signedIn(request: Request): Promise<Visitor | null>;
  /** Tokens of an account without sign-in and consent: of the tenant API, and of the connector, which says what the changes want. */
  tokensFor(account: Account, changes?: TokenChanges): Promise<{ api: string; mcp: string }>;
  /** Ends grants of an account, named by id or email, as the profile page does; answers how many ended. */
  revoke(account: string, clientId?: string): number;
  /** Ends every grant and browser session of a world. Registered clients are forgotten where there is no other world. */
  reset(world: World): void;
}
