/**
 * What the connector says about itself, closed by type: no entry has a place for a token, an argument or anything of a tenant.
 */
export type LogEntry =
  | { level: 'warn'; event: 'issuer_unavailable'; step: string; problem: string }
  | {
      level: 'warn';
      event: 'upstream_failed';
      call_id: string;
      operation: string;
      problem:
        | 'missing'
        | 'unusable'
        | 'upstream_unavailable'
        | 'upstream_too_large'
        | 'upstream_timeout'
        | 'draft_unknown'
        | 'draft_unconfirmed';
    }
  | { level: 'warn'; event: 'mcp_request_refused'; kind: string; at: string }
  | { level: 'error'; event: 'audit_unavailable'; step: 'begin' | 'finish' | 'sweep'; problem: string }
  | { level: 'error'; event: 'bug'; id: string; where: string; error: string; frames: readonly string[] };

export type Log = (entry: LogEntry) => void;

/** A thrown error as the log may have it: its kind and where it was thrown. Its message may quote a tenant, so it stays out. */
export function bugEntry(id: string, where: string, thrown: unknown): LogEntry {
  const error = thrown instanceof Error ? thrown : new TypeError();
  return { level: 'error', event: 'bug', id, where, error: error.name, frames: framesOf(error) };
}

/** What went wrong in a library, by the names that it gives: its message stays out as well. */
export function problemOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'unknown';
  const code = 'code' in thrown ? String(thrown.code) : thrown.name;
  return 'errcode' in thrown ? `${code} ${String(thrown.errcode)}` : code;
}

export function framesOf({ stack = '' }: Error): string[] {
  const frames = stack.split('\n').filter((line) => /^ +at /.test(line));
  return frames.slice(0, 12).map((frame) => frame.trim());
}
