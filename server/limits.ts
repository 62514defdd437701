/** What the connector enforces, each in one place. `conformance/` states the published limits again on its own. */

/** A request body above this is refused before anything is parsed. */
export const REQUEST_BODY_BYTES = 4 * 1024 * 1024;

/** A bearer token above this is refused unread. */
export const BEARER_TOKEN_BYTES = 8 * 1024;

/** The longest life of an access token that is believed, in seconds, and how far two clocks may differ. */
export const ACCESS_TOKEN_LIFETIME_SECONDS = 3600;
export const CLOCK_TOLERANCE_SECONDS = 5;

/** How long the authorization server may take for one answer. */
export const ISSUER_TIMEOUT_MS = 2000;

/** How long a tool call may take. */
export const CALL_DEADLINE_MS = 50_000;

/** How long a call waits for an analytics query before it answers with a job handle; what is left to the deadline is for the answer. */
export const QUERY_PATIENCE_MS = 48_000;

/** How often a call that goes on says so, where the MCP client asked for it. */
export const PROGRESS_INTERVAL_MS = 2000;

/** How long one request to the tenant API may take, and how large its answer may be. */
export const UPSTREAM_TIMEOUT_MS = 30_000;
export const UPSTREAM_BODY_BYTES = 8 * 1024 * 1024;

/** How long one attempt to create a draft may take: two of them, after the reads before, fit into a call. */
export const DRAFT_TIMEOUT_MS = 15_000;

/** The cap of a tool result, counted over the whole result. @see Optimove MCP Connector, "Limits and constraints" */
export const RESULT_TOKENS = 25_000;

/** The longest a tool handler may run, in seconds. @see Optimove MCP Connector, "Limits and constraints" */
export const HANDLER_SECONDS = 300;

/** Items on a page of a list tool. */
export const PAGE_SIZE = { default: 25, max: 100 } as const;

/** How long a `next_cursor` can be used. */
export const CURSOR_LIFETIME_MS = 24 * 3600 * 1000;

/** How long the audit log keeps a call, and how much of its parameters and result, in bytes. */
export const AUDIT_RETENTION_MS = 30 * 24 * 3600 * 1000;
export const AUDIT_PARAMETERS_BYTES = 16 * 1024;
export const AUDIT_RESULT_BYTES = 64 * 1024;

/** How many calls it keeps where it has no data folder; how long it waits for another process to let go of its file. */
export const AUDIT_MEMORY_CALLS = 500;
export const AUDIT_LOCK_WAIT_MS = 500;

/** How often a connector that nobody calls looks for calls that are too old. */
export const AUDIT_SWEEP_MS = 10 * 60 * 1000;
