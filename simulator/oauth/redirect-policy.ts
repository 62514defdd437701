/**
 * Where authorization codes may go: to Claude, to a program on the user's own computer on any port, and to addresses that the
 * operator added.
 *
 * @see Optimove MCP Connector, "Redirect URIs"; RFC 8252, section 7.3 "Loopback Interface Redirection"
 */
const CLAUDE = ['https://claude.ai/api/mcp/auth_callback', 'https://claude.com/api/mcp/auth_callback'];

/** Harmful wherever it ends up: a scheme that runs or reads something, user information, a fragment, a backslash, a control character. */
const DANGEROUS =
  /^\s*(?:javascript|data|vbscript|file|blob|about):|#|^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@|\\|[\p{Cc} ]/iu;
const LOOPBACK =
  /^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::([1-9]\d{0,4}))?((?:\/[A-Za-z0-9\-._~]*)*)$/;
const LONGEST = 512;

type RedirectKind = 'listed' | 'loopback' | 'foreign' | 'dangerous';
export type RedirectPolicy = (uri: string) => RedirectKind;

export function createRedirectPolicy(extra: readonly string[]): RedirectPolicy {
  const listed = new Set([...CLAUDE, ...extra]);
  return (uri) => {
    if (DANGEROUS.test(uri)) return 'dangerous';
    if (uri.length > LONGEST) return 'foreign';
    if (listed.has(uri)) return 'listed';
    return isLoopback(uri) ? 'loopback' : 'foreign';
  };
}

/** Whether the address leads to a program on the computer of the one who follows it. */
export function isLoopback(uri: string): boolean {
  const parts = LOOPBACK.exec(uri);
  if (!parts) return false;
  const [, port = '80', path = ''] = parts;
  return Number(port) <= 65_535 && !path.split('/').some((segment) => segment === '.' || segment === '..');
}
