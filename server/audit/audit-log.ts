import type { Kept } from './kept.ts';

/** A call as it begins: who asks for what, from which client. Nothing else of the request has a place here. */
export interface BegunCall {
  id: string;
  time: Date;
  user_id: string;
  client_id: string;
  /** Null until the call has said which. */
  tenant_id: string | null;
  tool: string;
  parameters: Kept;
}

/** How it ended. */
export interface EndedCall {
  tenant_id: string | null;
  /** `ok`, or why there is no result. */
  outcome: string;
  duration_ms: number;
  /** Ids of the requests to the tenant API that the call caused. */
  upstream_request_ids: readonly string[];
  result: Kept;
}

/** A call that is written down, and whose end is not yet. */
export interface OpenEntry {
  finish(end: EndedCall): Promise<void>;
}

/**
 * Where calls are written down, for 30 days and no longer. Both steps resolve once the record is safe and reject when it cannot be
 * written: then nothing may run, or nothing of the result may leave.
 *
 * @see Optimove MCP Connector, "Data handling and privacy"
 */
export interface AuditLog {
  begin(call: BegunCall): Promise<OpenEntry>;
  /** Removes what is too old for good. */
  sweep(now: Date): void;
  close(): void;
}

/** A call as the log has it; what came at its end is null while it runs, and for ever if the connector died under it. */
export interface AuditRecord {
  id: string;
  time: Date;
  user_id: string;
  client_id: string;
  tenant_id: string | null;
  tool: string;
  outcome: string | null;
  duration_ms: number | null;
  upstream_request_ids: readonly string[];
  parameters: Kept;
  result: Kept | null;
}
