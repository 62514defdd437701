import type { CallToolResult } from '@modelcontextprotocol/server';
import { fail } from '../result.ts';
import { toToolResult } from '../shaping/tool-result.ts';
import type { createCallTool, ToolCall } from './call-tool.ts';
import { AuditUnavailable, type Recorder } from './recorder.ts';

/** A tool call that is written down whatever becomes of it: refused, failed, cancelled, or answered. */
export function createAuditedCall(callTool: ReturnType<typeof createCallTool>, record: Recorder) {
  return async function auditedCall(call: ToolCall): Promise<CallToolResult> {
    const { name: tool, args: parameters, caller } = call;
    try {
      return await record({ caller, tool, parameters }, async (trace) => {
        const answer = await callTool(call, trace);
        // The content says the same as the structured content.
        const document = answer.structuredContent ?? answer.content;
        return { answer, document, isError: answer.isError ?? false };
      });
    } catch (thrown) {
      if (!(thrown instanceof AuditUnavailable)) throw thrown;
      return toToolResult(fail({ code: 'audit_unavailable', ran: thrown.ran }));
    }
  };
}
