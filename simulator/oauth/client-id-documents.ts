import { isIP } from 'node:net';

const OF_THIS_NETWORK = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa)$/;

/**
 * Whether a client ID metadata document may be fetched from there: from the hosts that are named, or from any with a public
 * name. What a public name resolves to is checked by `oidc-provider` when it connects.
 *
 * @see Client ID Metadata Document, draft 02, section 6.5 "Server-Side Request Forgery (SSRF) Attacks"
 */
export function mayFetchDocument(clientId: string, hosts: readonly string[] | 'any-https'): boolean {
  const { host, hostname } = new URL(clientId);
  if (hosts !== 'any-https') return hosts.includes(host);
  const isAddress = hostname.startsWith('[') || isIP(hostname) !== 0;
  return !isAddress && hostname.includes('.') && !OF_THIS_NETWORK.test(hostname.replace(/\.$/, ''));
}
