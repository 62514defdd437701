import {
  ProtocolError,
  ProtocolErrorCode,
  type CallToolResult,
  type ResourceLink,
} from '@modelcontextprotocol/server';
import type { DraftType } from '#contract/drafts.ts';
import { AccessEnded } from '../access-ended.ts';
import { GATE_SCOPES } from '../auth/challenge.ts';
import { bugEntry, type Log } from '../log.ts';
import { createPatience, untilAborted } from '../policy/deadline.ts';
import { mayDraft } from '../policy/may-draft.ts';
import { offers } from '../policy/narrowing.ts';
import type { RateLimiter } from '../policy/rate-limit.ts';
import { permits, SCOPE_OF_KIND } from '../policy/require-scope.ts';
import type {
  BuilderTool,
  DraftApi,
  ReadApi,
  ReadContext,
  TenantAccess,
  Tool,
  ToolFailure,
} from '../ports.ts';
import { fail, type Result } from '../result.ts';
import type { SealingKeys } from '../sealing-keys.ts';
import { bugWords } from '../shaping/bug-words.ts';
import { createCursorCodec } from '../shaping/cursor.ts';
import { createJobHandles } from '../shaping/job-handle.ts';
import { wordsOf } from '../shaping/tool-failure.ts';
import { shapeError, toToolResult } from '../shaping/tool-result.ts';
import { CallTrace } from './call-trace.ts';
import type { Caller } from './caller.ts';
import { watchDrafts } from './draft-watch.ts';
import { nearest } from './nearest.ts';
import { parseArguments } from './parse-arguments.ts';
import { createProgress, type Progress, type Tell } from './progress.ts';
import { resolveTenant } from './tenant-argument.ts';

export interface ToolCall {
  name: string;
  args: Readonly<Record<string, unknown>>;
  caller: Caller;
  /** Fires when the MCP client has cancelled the call. */
  signal: AbortSignal;
  /** For hosts that know links: to what a result is about. */
  linksOf?: (tool: string, output: unknown) => ResourceLink[];
  /** Absent where the MCP client does not want to hear of progress. */
  tell?: Tell;
}

/** What a request to the tenant API is sent for. */
export interface ApiCall {
  caller: Caller;
  trace: CallTrace;
  signal: AbortSignal;
}

export interface CallToolOptions {
  tools: readonly Tool[];
  apiFor: (call: ApiCall) => ReadApi;
  draftsFor: (call: ApiCall & { tool: BuilderTool; tenant: TenantAccess }) => DraftApi<DraftType>;
  rateLimit: RateLimiter;
  keys: SealingKeys;
  log: Log;
  deadlineMs: number;
  /** How long a call waits for an analytics query; less than the deadline. */
  patienceMs: number;
  progressMs: number;
}

const PREFIX = /^optimove[^a-z]?/;

type Outcome = Result<object, ToolFailure>;

/** The one path of a call: tool, rate limit, tenant, scope, arguments, deadline, run, shape. It answers, whatever happens. */
export function createCallTool(options: CallToolOptions) {
  const { tools, apiFor, draftsFor, rateLimit, keys, log, deadlineMs } = options;
  const byName = new Map<string, Tool>(tools.map((tool) => [tool.name, tool]));

  async function run(
    tool: Tool,
    args: ToolCall['args'],
    api: ApiCall,
    progress: Progress,
    watch: ReturnType<typeof watchDrafts>,
  ): Promise<Outcome> {
    const patience = AbortSignal.timeout(options.patienceMs);
    const { caller, trace, signal } = api;
    const { principal } = caller;
    const allowed = await rateLimit(principal.user_id);
    if (!allowed.ok) return allowed;
    const resolved = resolveTenant(args, principal, tool);
    if (!resolved.ok) return resolved;
    const { tenant, args: own } = resolved.value;
    trace.tenantId = tenant.id;
    if (!permits(principal, tool)) {
      // A role that may not draft is never given the scope: asking for it again would not end.
      if (tool.kind === 'builder' && !(await mayDraft(apiFor(api), tenant.id)))
        return fail({ code: 'permission_denied', needs: 'drafts.write' });
      const needs = [...new Set([...GATE_SCOPES, SCOPE_OF_KIND[tool.kind]])];
      caller.deny({ code: 'insufficient_scope', needs });
      return fail({ code: 'insufficient_scope' });
    }
    const input = parseArguments(tool.input, own);
    if (!input.ok) return input;
    const whose = { user_id: principal.user_id, tenant_id: tenant.id };
    const context = {
      api: apiFor(api),
      principal,
      tenant,
      signal,
      cursors: (filters) =>
        createCursorCodec(keys.cursors, { ...whose, tool: tool.name, filters }, principal.now),
      jobs: createJobHandles(keys.jobs, whose, principal.now),
      patiently: createPatience(patience, signal),
      waitsFor: (message) => progress.waitsFor(message),
    } satisfies ReadContext;
    if (tool.kind === 'read') return tool.run(input.value, context);
    const drafts = draftsFor({ ...api, tool, tenant });
    return tool.run(input.value, { ...context, ...watch.over(tool.draft, drafts) });
  }

  return async function callTool(call: ToolCall, trace = new CallTrace(null)): Promise<CallToolResult> {
    const { caller } = call;
    const tool = byName.get(call.name);
    if (tool === undefined || !offers(caller.narrowing, tool)) {
      trace.outcome = 'unknown_tool';
      const offered = tools.filter((other) => offers(caller.narrowing, other));
      // The prefix, which all share, would bring any name near.
      const meant = nearest(
        call.name.replace(PREFIX, ''),
        offered.map(({ name }) => name.replace(PREFIX, '')),
      );
      const hint =
        meant === undefined ? 'tools/list has the names of all.' : `The nearest is optimove_${meant}.`;
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool. ${hint}`);
    }
    const deadline = AbortSignal.timeout(deadlineMs);
    const gone = AbortSignal.any([call.signal, caller.signal]);
    const signal = AbortSignal.any([gone, deadline]);
    const progress = createProgress(call.tell, options.progressMs);
    const watch = watchDrafts();
    try {
      const running = run(tool, call.args, { caller, trace, signal }, progress, watch);
      const outcome = await untilAborted(running, signal);
      const result = await toToolResult(outcome, (output) => call.linksOf?.(tool.name, output) ?? []);
      trace.outcome = !outcome.ok ? outcome.failure.code : result.isError ? 'result_too_large' : 'ok';
      return result;
    } catch (thrown) {
      if (thrown instanceof AccessEnded) {
        trace.outcome = 'access_ended';
        caller.deny({ code: 'invalid_token' });
        return shapeError('Access to Optimove has ended. Sign in again.');
      }
      const unknown = watch.open();
      if (gone.aborted) {
        trace.outcome = 'cancelled';
        // Nobody hears it, but it is written down.
        return shapeError(['The call was cancelled.', unknown && wordsOf(unknown)].filter(Boolean).join(' '));
      }
      if (deadline.aborted) {
        const failure = unknown ?? { code: 'upstream_timeout', seconds: deadlineMs / 1000 };
        trace.outcome = failure.code;
        return await toToolResult(fail(failure));
      }
      trace.outcome = 'bug';
      log(bugEntry(trace.id, tool.name, thrown));
      return shapeError([unknown && wordsOf(unknown), bugWords(trace.id)].filter(Boolean).join(' '));
    } finally {
      progress.end();
    }
  };
}
