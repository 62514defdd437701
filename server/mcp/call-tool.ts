import {
  ProtocolError,
  ProtocolErrorCode,
  type CallToolResult,
  type ResourceLink,
} from '@modelcontextprotocol/server';
import { AccessEnded } from '../access-ended.ts';
import { GATE_SCOPES } from '../auth/challenge.ts';
import { bugEntry, type Log } from '../log.ts';
import { createPatience, untilAborted } from '../policy/deadline.ts';
import { offers } from '../policy/narrowing.ts';
import type { RateLimiter } from '../policy/rate-limit.ts';
import { permits, SCOPE_OF_KIND } from '../policy/require-scope.ts';
import type { ReadApi, ReadTool, ToolFailure } from '../ports.ts';
import { fail, type Result } from '../result.ts';
import type { SealingKeys } from '../sealing-keys.ts';
import { bugWords } from '../shaping/bug-words.ts';
import { createCursorCodec } from '../shaping/cursor.ts';
import { createJobHandles } from '../shaping/job-handle.ts';
import { shapeError, toToolResult } from '../shaping/tool-result.ts';
import { CallTrace } from './call-trace.ts';
import type { Caller } from './caller.ts';
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

export interface CallToolOptions {
  tools: readonly ReadTool[];
  apiFor: (call: { caller: Caller; tool: ReadTool; trace: CallTrace; signal: AbortSignal }) => ReadApi;
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

/** The one path of a call: tool, scope, rate limit, tenant, arguments, deadline, run, shape. It answers, whatever happens. */
export function createCallTool(options: CallToolOptions) {
  const { tools, apiFor, rateLimit, keys, log, deadlineMs } = options;
  const byName = new Map<string, ReadTool>(tools.map((tool) => [tool.name, tool]));

  async function run(
    tool: ReadTool,
    call: ToolCall,
    trace: CallTrace,
    signal: AbortSignal,
    progress: Progress,
  ): Promise<Outcome> {
    const patience = AbortSignal.timeout(options.patienceMs);
    const { caller } = call;
    const { principal } = caller;
    const allowed = await rateLimit(principal.user_id);
    if (!allowed.ok) return allowed;
    const resolved = resolveTenant(call.args, principal, tool);
    if (!resolved.ok) return resolved;
    const { tenant, args } = resolved.value;
    trace.tenantId = tenant.id;
    const input = parseArguments(tool.input, args);
    if (!input.ok) return input;
    const whose = { user_id: principal.user_id, tenant_id: tenant.id };
    return tool.run(input.value, {
      api: apiFor({ caller, tool, trace, signal }),
      principal,
      tenant,
      signal,
      cursors: (filters) =>
        createCursorCodec(keys.cursors, { ...whose, tool: tool.name, filters }, principal.now),
      jobs: createJobHandles(keys.jobs, whose, principal.now),
      patiently: createPatience(patience, signal),
      waitsFor: (message) => progress.waitsFor(message),
    });
  }

  return async function callTool(call: ToolCall, trace = new CallTrace(null)): Promise<CallToolResult> {
    const tool = byName.get(call.name);
    const { narrowing } = call.caller;
    if (tool === undefined || !offers(narrowing, tool)) {
      trace.outcome = 'unknown_tool';
      const offered = tools.filter((other) => offers(narrowing, other));
      // The prefix, which all share, would bring any name near.
      const meant = nearest(
        call.name.replace(PREFIX, ''),
        offered.map(({ name }) => name.replace(PREFIX, '')),
      );
      const hint =
        meant === undefined ? 'tools/list has the names of all.' : `The nearest is optimove_${meant}.`;
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool. ${hint}`);
    }
    if (!permits(call.caller.principal, tool)) {
      trace.outcome = 'insufficient_scope';
      const needs = [...new Set([...GATE_SCOPES, SCOPE_OF_KIND[tool.kind]])];
      call.caller.deny({ code: 'insufficient_scope', needs });
      return shapeError('The access token lacks a scope that this tool needs.');
    }
    const deadline = AbortSignal.timeout(deadlineMs);
    const gone = AbortSignal.any([call.signal, call.caller.signal]);
    const signal = AbortSignal.any([gone, deadline]);
    const progress = createProgress(call.tell, options.progressMs);
    try {
      const outcome = await untilAborted(run(tool, call, trace, signal, progress), signal);
      const result = await toToolResult(outcome, (output) => call.linksOf?.(tool.name, output) ?? []);
      trace.outcome = !outcome.ok ? outcome.failure.code : result.isError ? 'result_too_large' : 'ok';
      return result;
    } catch (thrown) {
      if (thrown instanceof AccessEnded) {
        trace.outcome = 'access_ended';
        call.caller.deny({ code: 'invalid_token' });
        return shapeError('Access to Optimove has ended. Sign in again.');
      }
      if (gone.aborted) {
        trace.outcome = 'cancelled';
        return shapeError('The call was cancelled.');
      }
      if (deadline.aborted) {
        trace.outcome = 'upstream_timeout';
        return await toToolResult(fail({ code: 'upstream_timeout', seconds: deadlineMs / 1000 }));
      }
      trace.outcome = 'bug';
      log(bugEntry(trace.id, tool.name, thrown));
      return shapeError(bugWords(trace.id));
    } finally {
      progress.end();
    }
  };
}
