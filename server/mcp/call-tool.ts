import { ProtocolError, ProtocolErrorCode, type CallToolResult } from '@modelcontextprotocol/server';
import type { DraftType } from '#contract/drafts.ts';
import { AccessEnded } from '../access-ended.ts';
import { GATE_SCOPES } from '../auth/challenge.ts';
import { newCallId } from '../ids.ts';
import { bugEntry, type Log } from '../log.ts';
import { untilAborted } from '../policy/deadline.ts';
import { mayDraft } from '../policy/may-draft.ts';
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
import { createCursorCodec } from '../shaping/cursor.ts';
import { wordsOf } from '../shaping/tool-failure.ts';
import { shapeError, toToolResult } from '../shaping/tool-result.ts';
import type { Caller } from './caller.ts';
import { watchDrafts } from './draft-watch.ts';
import { nearest } from './nearest.ts';
import { parseArguments } from './parse-arguments.ts';
import { resolveTenant } from './tenant-argument.ts';

export interface ToolCall {
  name: string;
  args: Readonly<Record<string, unknown>>;
  caller: Caller;
  /** Fires when the MCP client has cancelled the call. */
  signal: AbortSignal;
}

export interface CallToolOptions {
  tools: readonly Tool[];
  apiFor: (call: { caller: Caller; callId: string; signal: AbortSignal }) => ReadApi;
  draftsFor: (call: {
    caller: Caller;
    tool: BuilderTool;
    tenant: TenantAccess;
    callId: string;
    signal: AbortSignal;
  }) => DraftApi<DraftType>;
  rateLimit: RateLimiter;
  cursorKey: Uint8Array;
  log: Log;
  deadlineMs: number;
}

type Outcome = Result<object, ToolFailure>;

/** The one path of a call: tool, rate limit, scope, tenant, arguments, deadline, run, shape. It answers, whatever happens. */
export function createCallTool(options: CallToolOptions) {
  const { tools, apiFor, draftsFor, rateLimit, cursorKey, log, deadlineMs } = options;
  const byName = new Map<string, Tool>(tools.map((tool) => [tool.name, tool]));

  async function run(
    tool: Tool,
    call: ToolCall,
    callId: string,
    signal: AbortSignal,
    watch: ReturnType<typeof watchDrafts>,
  ): Promise<Outcome> {
    const { caller } = call;
    const { principal } = caller;
    const allowed = await rateLimit(principal.user_id);
    if (!allowed.ok) return allowed;
    if (!permits(principal, tool)) {
      // A role that may not draft is never given the scope: asking for it again would not end.
      if (tool.kind === 'builder' && !(await mayDraft(apiFor({ caller, callId, signal }))))
        return fail({ code: 'permission_denied', needs: 'drafts.write' });
      const needs = [...new Set([...GATE_SCOPES, SCOPE_OF_KIND[tool.kind]])];
      caller.deny({ code: 'insufficient_scope', needs });
      return fail({ code: 'scope_missing' });
    }
    const resolved = resolveTenant(call.args, principal.tenants, tool);
    if (!resolved.ok) return resolved;
    const { tenant, args } = resolved.value;
    const input = parseArguments(tool.input, args);
    if (!input.ok) return input;
    const context = {
      api: apiFor({ caller, callId, signal }),
      principal,
      tenant,
      signal,
      cursors: (filters) =>
        createCursorCodec(
          cursorKey,
          { user_id: principal.user_id, tenant_id: tenant.id, tool: tool.name, filters },
          principal.now,
        ),
    } satisfies ReadContext;
    if (tool.kind === 'read') return tool.run(input.value, context);
    const drafts = draftsFor({ caller, tool, tenant, callId, signal });
    return tool.run(input.value, { ...context, ...watch.over(tool.draft, drafts) });
  }

  return async function callTool(call: ToolCall): Promise<CallToolResult> {
    const tool = byName.get(call.name);
    if (tool === undefined) {
      const meant = nearest(call.name, [...byName.keys()]);
      const hint = meant === undefined ? 'tools/list has the names of all.' : `The nearest is ${meant}.`;
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool. ${hint}`);
    }
    const callId = newCallId();
    const deadline = AbortSignal.timeout(deadlineMs);
    const gone = AbortSignal.any([call.signal, call.caller.signal]);
    const signal = AbortSignal.any([gone, deadline]);
    const watch = watchDrafts();
    try {
      return await toToolResult(await untilAborted(run(tool, call, callId, signal, watch), signal));
    } catch (thrown) {
      if (thrown instanceof AccessEnded) {
        call.caller.deny({ code: 'invalid_token' });
        return shapeError('Access to Optimove has ended. Sign in again.');
      }
      if (gone.aborted) return shapeError('The call was cancelled.');
      if (deadline.aborted)
        return toToolResult(fail(watch.open() ?? { code: 'upstream_timeout', seconds: deadlineMs / 1000 }));
      log(bugEntry(callId, tool.name, thrown));
      const unknown = watch.open();
      const changed = unknown === null ? 'Nothing was changed.' : wordsOf(unknown);
      return shapeError(
        `The connector failed on this call by a mistake of its own. ${changed} Report the id ${callId} to Optimove support.`,
      );
    }
  };
}
