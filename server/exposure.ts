import type { BlockList } from 'node:net';
import { isLoopback } from './http/loopback.ts';

/** How the connector is reached. */
export interface Exposure {
  host: string;
  /** Undefined when it follows from the port. */
  publicUrl: string | undefined;
  /** Whether it does TLS itself. */
  tls: boolean;
  /** The proxies that do it instead. */
  trustedProxies: BlockList | undefined;
}

const REMEDY =
  'Set TLS_CERT_FILE and TLS_KEY_FILE (npm start -- --tls does), or TRUSTED_PROXY to the address of the proxy that terminates TLS';

/** Why the connector must not be reached like that, in one line, or undefined. Beyond this computer there is only HTTPS. */
export function exposureProblem({ host, publicUrl, tls, trustedProxies }: Exposure): string | undefined {
  const isProxied = trustedProxies !== undefined;
  if (!tls && !isProxied && !isLoopback(host))
    return `HOST is ${JSON.stringify(host)}: that would serve plain HTTP beyond this computer. ${REMEDY}.`;
  if (publicUrl === undefined) {
    return isProxied
      ? 'TRUSTED_PROXY is set without CONNECTOR_PUBLIC_URL: that takes the https URL of the connector as clients see it.'
      : undefined;
  }
  const { protocol, hostname } = new URL(publicUrl);
  const given = `CONNECTOR_PUBLIC_URL is ${JSON.stringify(publicUrl)}`;
  if (protocol === 'https:' && !tls && !isProxied) return `${given}, and nothing does TLS for it. ${REMEDY}.`;
  if (protocol === 'http:' && (tls || isProxied))
    return `${given}: behind TLS it begins with https. Clients see no other.`;
  if (protocol === 'http:' && !isLoopback(hostname))
    return `${given}: plain HTTP is for this computer alone. Begin it with https. ${REMEDY}.`;
  return undefined;
}
