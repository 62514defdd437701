/**
 * What the connector says about itself, closed by type: no entry has a place for a token, an argument or anything of a tenant.
 */
export type LogEntry =
  | { level: 'warn'; event: 'issuer_unavailable'; step: string; problem: string }
  | { level: 'warn'; event: 'upstream_answer_unusable'; call_id: string; operation: string; status: number }
  | { level: 'warn'; event: 'mcp_request_refused'; kind: string }
  | { level: 'error'; event: 'bug'; id: string; where: string; error: string; frames: readonly string[] };

export type Log = (entry: LogEntry) => void;

/** A thrown error as the log may have it: its kind and where it was thrown. Its message may quote a tenant, so it stays out. */
export function bugEntry(id: string, where: string, thrown: unknown): LogEntry {
  const error = thrown instanceof Error ? thrown : new TypeError();
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line));
  return {
    level: 'error',
    event: 'bug',
    id,
    where,
    error: error.name,
    frames: frames.slice(0, 12).map((f) => f.trim()),
  };
}
