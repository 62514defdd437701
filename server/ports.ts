import type { z } from 'zod';
import type { DRAFT_BODIES, DraftAnswer, DraftType } from '#contract/drafts.ts';
import type { Scope } from '#contract/scopes.ts';
import type { Result } from './result.ts';
import type { Toolset } from './toolsets.ts';

/** A tenant of the signed-in user, as introspection names it. */
export interface TenantAccess {
  id: string;
  name: string;
  region: string;
  time_zone: string;
}

/** A tenant of the user that the connector of another region serves. */
export interface TenantElsewhere {
  id: string;
  region: string;
  /** The MCP endpoint of that region, where it is known. */
  endpoint: string | undefined;
}

/** Who a verified, live access token speaks for. */
export interface Principal {
  user_id: string;
  client_id: string;
  grant_id: string;
  scopes: ReadonlySet<Scope>;
  tenants: readonly TenantAccess[];
  /** What of the user is kept in other regions. */
  elsewhere?: readonly TenantElsewhere[];
  /** The authorization server's clock when it vouched for the token: what relative dates are relative to. */
  now: Date;
}

/** An entity as an error names it. */
interface Named {
  id: string;
  name: string;
}

/** What is wrong with one argument of a tool call: `problem` completes the sentence "<argument> …". */
export interface ArgumentProblem {
  argument: string;
  problem: string;
  allowed?: readonly string[];
  /** What may have been meant. */
  nearest?: readonly Named[];
}

/** A phrase of an audience description that is not understood, or in more than one way. */
export interface UnclearPhrase {
  phrase: string;
  reason: string;
  candidates: readonly string[];
  /** How it would be understood. */
  say: string;
}

/**
 * Why a call did not give a result. Closed: mapped to words once, in `shaping/tool-failure.ts`. Nothing that the API or the
 * tenant wrote is in it but names and ids that the caller may see.
 */
export type ToolFailure =
  | ({ code: 'invalid_argument' } & ArgumentProblem)
  | { code: 'invalid_arguments'; problems: readonly ArgumentProblem[] }
  | {
      code: 'not_found';
      entity: string;
      given: string;
      nearest: readonly Named[];
      list_tool: string;
    }
  | {
      code: 'ambiguous_name';
      entity: string;
      given: string;
      matches: readonly Named[];
    }
  | { code: 'unknown_tenant'; given: string; allowed: readonly string[] }
  | { code: 'tenant_required'; allowed: readonly string[] }
  | { code: 'wrong_region'; tenants: readonly TenantElsewhere[] }
  | { code: 'cursor_invalid'; problem: 'altered' | 'foreign' | 'expired' }
  | { code: 'job_invalid'; problem: 'altered' | 'foreign' | 'expired' | 'gone' }
  | { code: 'job_failed' }
  /** Said over HTTP, as a scope challenge. */
  | { code: 'insufficient_scope' }
  | { code: 'permission_denied'; needs: string }
  | { code: 'rate_limited'; retry_after_seconds: number }
  | { code: 'upstream_unavailable' }
  | { code: 'upstream_too_large' }
  | { code: 'upstream_timeout'; seconds: number }
  | { code: 'result_too_large'; cap: number }
  /** `ran` tells whether the call had been carried out by then. */
  | { code: 'audit_unavailable'; ran: boolean }
  | { code: 'audience_unclear'; phrases: readonly UnclearPhrase[]; problems: readonly ArgumentProblem[] }
  | { code: 'name_taken'; existing?: Named & { status: string; url: string } }
  | { code: 'idempotency_key_reused' }
  /** The request left, and nobody knows what came of it. */
  | ({ code: 'draft_unknown'; keyed: boolean } & DraftSought)
  /** The answer was a success, and not one about the draft that was asked for. */
  | ({ code: 'draft_unconfirmed' } & DraftSought);

/** What to look for in order to find a draft. */
export interface DraftSought {
  type: DraftType;
  name: string;
}

/** A read of the tenant API: always GET. `path` holds `:name` places, each filled with one encoded path segment. */
export interface ReadOperation<Answer extends z.ZodType> {
  readonly kind: 'read';
  readonly path: `/${string}`;
  readonly answer: Answer;
}

export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

export interface ReadInput {
  params?: Readonly<Record<string, string>>;
  query?: Query;
}

/** The tenant API as a read tool sees it: it has no way to write. */
export interface ReadApi {
  /** For what is always there: a list, the tenant itself. */
  read<Answer extends z.ZodType>(
    operation: ReadOperation<Answer>,
    input: ReadInput,
  ): Promise<Result<z.infer<Answer>, ToolFailure>>;
  /** For what a caller names: null when it does not exist, or the caller may not see it, or its id cannot be one. */
  find<Answer extends z.ZodType>(
    operation: ReadOperation<Answer>,
    input: ReadInput,
  ): Promise<Result<z.infer<Answer> | null, ToolFailure>>;
}

/** Seals what a caller must carry back unaltered: AES-GCM, bound to user, tenant, tool and filter, with an expiry. */
export interface CursorCodec {
  seal(upstreamCursor: string): string;
  open(cursor: string): Result<string, ToolFailure>;
}

/** Seals what names a job of the tenant API, for its user in its tenant. */
export interface JobHandles {
  seal(content: string, expiresAt: Date): string;
  open(handle: string): Result<string, ToolFailure>;
}

/** What a read tool may use. */
export interface ReadContext {
  api: ReadApi;
  principal: Principal;
  tenant: TenantAccess;
  /** A codec for this tool and these filters; `filters` are the arguments without `cursor` and `limit`. */
  cursors(filters: unknown): CursorCodec;
  jobs: JobHandles;
  /** Waits for work that goes on without the call; null when the call may wait no longer. */
  patiently<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value | null>;
  /** Tells the MCP client, where it wants to know, what the call waits for. */
  waitsFor: (message: string) => void;
  signal: AbortSignal;
}

/** The body of a draft creation, its defaults left out. */
export type DraftBody<Type extends DraftType> = z.input<(typeof DRAFT_BODIES)[Type]>;

export interface DraftApi<Type extends DraftType> {
  /** Creates one draft. The same key and body give the same draft again; without a key, each call is an attempt of its own. */
  createDraft(
    body: DraftBody<Type>,
    idempotencyKey: string | undefined,
  ): Promise<Result<DraftAnswer, ToolFailure>>;
}

/** What a builder may use: the reads, and the creation of a draft of its own kind. */
export interface BuilderContext<Type extends DraftType> extends ReadContext, DraftApi<Type> {}

/** What all tools of the catalog have. Annotations and scope follow from `kind`; they are nowhere written by hand. */
interface ToolFacts<Input extends z.ZodObject, Output extends z.ZodObject> {
  readonly name: `optimove_${string}`;
  /** Its category, which the registry reads off the file's place. */
  readonly toolset?: Toolset;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  /** Set where a caller of several tenants need not name one: the first of them then stands for the call. */
  readonly aboutAllTenants?: true;
}

/** A tool that only reads. */
export interface ReadTool<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
> extends ToolFacts<Input, Output> {
  readonly kind: 'read';
  run(input: z.infer<Input>, context: ReadContext): Promise<Result<z.infer<Output>, ToolFailure>>;
}

/** A tool that creates one draft of one kind. */
export interface BuilderTool<
  Type extends DraftType = DraftType,
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
> extends ToolFacts<Input, Output> {
  readonly kind: 'builder';
  readonly draft: Type;
  run(input: z.infer<Input>, context: BuilderContext<Type>): Promise<Result<z.infer<Output>, ToolFailure>>;
}

export type Tool = ReadTool | BuilderTool;
