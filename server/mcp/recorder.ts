import { performance } from 'node:perf_hooks';
import type { AuditLog } from '../audit/audit-log.ts';
import { keep } from '../audit/kept.ts';
import { AUDIT_PARAMETERS_BYTES, AUDIT_RESULT_BYTES } from '../limits.ts';
import { problemOf, type Log } from '../log.ts';
import type { Tool } from '../ports.ts';
import { labelsOf, type Telemetry } from '../telemetry/telemetry.ts';
import { CallTrace, type CallOutcome } from './call-trace.ts';
import type { Caller } from './caller.ts';

/** A call as it comes in, without anything that its request carried beside it. */
export interface RecordedCall {
  caller: Caller;
  /** As the client spelt it. */
  tool: string;
  parameters: unknown;
}

/** What a call gave, and what of it is the result that the audit log keeps. */
export interface Recordable<Answer> {
  answer: Answer;
  document: unknown;
  isError: boolean;
}

/** The audit log cannot be written. Without it nothing runs, and no result leaves. */
export class AuditUnavailable extends Error {
  override readonly name = 'AuditUnavailable';
  readonly ran: boolean;

  constructor(ran: boolean, cause: unknown) {
    super('The audit log cannot be written.', { cause });
    this.ran = ran;
  }
}

export interface RecorderOptions {
  audit: AuditLog;
  telemetry: Telemetry;
  tools: readonly Pick<Tool, 'name'>[];
  now: () => Date;
  log: Log;
}

const NAME_CHARACTERS = 128;

/**
 * Runs a call between two writes to the audit log: that it begins, before anything is done, and how it ended, before the answer
 * leaves. So no draft is ever made without a trace. Measures the call as well. Throws AuditUnavailable, or what the call throws.
 */
export function createRecorder({ audit, telemetry, tools, now, log }: RecorderOptions) {
  const labelOf = labelsOf(tools);

  return async function record<Answer>(
    { caller: { principal, token }, tool, parameters }: RecordedCall,
    run: (trace: CallTrace) => Promise<Recordable<Answer>>,
  ): Promise<Answer> {
    const trace = new CallTrace(principal.tenants.length === 1 ? (principal.tenants[0]?.id ?? null) : null);
    const kept = keep(parameters, AUDIT_PARAMETERS_BYTES, token);
    const begun = performance.now();

    function measure(outcome: CallOutcome, resultBytes: number): void {
      const seconds = (performance.now() - begun) / 1000;
      const label = labelOf(tool);
      telemetry.record({ tool: label, outcome, seconds, parameterBytes: kept.bytes, resultBytes });
    }

    async function write<Value>(step: 'begin' | 'finish', written: Promise<Value>): Promise<Value> {
      try {
        return await written;
      } catch (thrown) {
        log({ level: 'error', event: 'audit_unavailable', step, problem: problemOf(thrown) });
        measure('audit_unavailable', 0);
        throw new AuditUnavailable(step === 'finish', thrown);
      }
    }

    const entry = await write(
      'begin',
      audit.begin({
        id: trace.id,
        time: now(),
        user_id: principal.user_id,
        client_id: principal.client_id,
        tenant_id: trace.tenantId,
        tool: tool.slice(0, NAME_CHARACTERS),
        parameters: kept,
      }),
    );
    const running = run(trace);
    const [ran] = await Promise.allSettled([running]);
    const { document, isError } = ran.status === 'fulfilled' ? ran.value : { document: null, isError: true };
    const outcome = trace.outcome ?? (isError ? 'failed' : 'ok');
    const result = keep(document, AUDIT_RESULT_BYTES, token);
    await write(
      'finish',
      entry.finish({
        tenant_id: trace.tenantId,
        outcome,
        duration_ms: performance.now() - begun,
        upstream_request_ids: [...trace.upstreamIds],
        result,
      }),
    );
    measure(outcome, result.bytes);
    return (await running).answer;
  };
}

export type Recorder = ReturnType<typeof createRecorder>;
