import { ProtocolError, ProtocolErrorCode, type CallToolResult } from '@modelcontextprotocol/server';
import { AccessEnded } from '../access-ended.ts';
import { GATE_SCOPES } from '../auth/challenge.ts';
import { newCallId } from '../ids.ts';
import { bugEntry, type Log } from '../log.ts';
import { createPatience, untilAborted } from '../policy/deadline.ts';
import type { RateLimiter } from '../policy/rate-limit.ts';
import { permits, SCOPE_OF_KIND } from '../policy/require-scope.ts';
import type { ReadApi, ReadTool, ToolFailure } from '../ports.ts';
import { fail, type Result } from '../result.ts';
import type { SealingKeys } from '../sealing-keys.ts';
import { createCursorCodec } from '../shaping/cursor.ts';
import { createJobHandles } from '../shaping/job-handle.ts';
import { shapeError, toToolResult } from '../shaping/tool-result.ts';
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
  /** Absent where the MCP client does not want to hear of progress. */
  tell?: Tell;
}

export interface CallToolOptions {
  tools: readonly ReadTool[];
  apiFor: (call: { caller: Caller; tool: ReadTool; callId: string; signal: AbortSignal }) => ReadApi;
  rateLimit: RateLimiter;
  keys: SealingKeys;
  log: Log;
  deadlineMs: number;
  /** How long a call waits for an analytics query; less than the deadline. */
  patienceMs: number;
  progressMs: number;
}

type Outcome = Result<object, ToolFailure>;

/** The one path of a call: tool, scope, rate limit, tenant, arguments, deadline, run, shape. It answers, whatever happens. */
export function createCallTool(options: CallToolOptions) {
  const { tools, apiFor, rateLimit, keys, log, deadlineMs } = options;
  const byName = new Map<string, ReadTool>(tools.map((tool) => [tool.name, tool]));

  async function run(
    tool: ReadTool,
    call: ToolCall,
    callId: string,
    signal: AbortSignal,
    progress: Progress,
  ): Promise<Outcome> {
    const patience = AbortSignal.timeout(options.patienceMs);
    const { caller } = call;
    const { principal } = caller;
    const allowed = await rateLimit(principal.user_id);
    if (!allowed.ok) return allowed;
    const resolved = resolveTenant(call.args, principal.tenants, tool);
    if (!resolved.ok) return resolved;
    const { tenant, args } = resolved.value;
    const input = parseArguments(tool.input, args);
    if (!input.ok) return input;
    const whose = { user_id: principal.user_id, tenant_id: tenant.id };
    return tool.run(input.value, {
      api: apiFor({ caller, tool, callId, signal }),
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

  return async function callTool(call: ToolCall): Promise<CallToolResult> {
    const tool = byName.get(call.name);
    if (tool === undefined) {
      const meant = nearest(call.name, [...byName.keys()]);
      const hint = meant === undefined ? 'tools/list has the names of all.' : `The nearest is ${meant}.`;
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool. ${hint}`);
    }
    if (!permits(call.caller.principal, tool)) {
      const needs = [...new Set([...GATE_SCOPES, SCOPE_OF_KIND[tool.kind]])];
      call.caller.deny({ code: 'insufficient_scope', needs });
      return shapeError('The access token lacks a scope that this tool needs.');
    }
    const callId = newCallId();
    const deadline = AbortSignal.timeout(deadlineMs);
    const gone = AbortSignal.any([call.signal, call.caller.signal]);
    const signal = AbortSignal.any([gone, deadline]);
    const progress = createProgress(call.tell, options.progressMs);
    try {
      return await toToolResult(await untilAborted(run(tool, call, callId, signal, progress), signal));
    } catch (thrown) {
      if (thrown instanceof AccessEnded) {
        call.caller.deny({ code: 'invalid_token' });
        return shapeError('Access to Optimove has ended. Sign in again.');
      }
      if (gone.aborted) return shapeError('The call was cancelled.');
      if (deadline.aborted)
        return await toToolResult(fail({ code: 'upstream_timeout', seconds: deadlineMs / 1000 }));
      log(bugEntry(callId, tool.name, thrown));
      return shapeError(
        `The connector failed on this call by a mistake of its own. Nothing was changed. Report the id ${callId} to Optimove support.`,
      );
    } finally {
      progress.end();
    }
  };
}
