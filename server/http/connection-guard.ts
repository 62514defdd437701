import type { BlockList } from 'node:net';
import { refusal } from './guard.ts';
import { isListed } from './loopback.ts';

/** How a request came in. */
export interface Connection {
  /** The IP address of whoever opened the connection. */
  peer: string;
  /** Whether this very connection is TLS. */
  encrypted: boolean;
}

export interface ConnectionGuardOptions {
  publicUrl: string;
  /** The proxies that terminate TLS; undefined where none is declared. */
  trustedProxies: BlockList | undefined;
}

/** What proxies say of the connection before theirs. Of these, X-Forwarded-Proto and X-Forwarded-Host are read. */
const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
];

/**
 * Where a proxy is declared, lets through what came to that proxy over HTTPS, and what came here over TLS by itself. Forwarded
 * headers are believed of the proxy alone: from anybody else they are a reason to refuse. Without a proxy they mean nothing,
 * since then this program does TLS itself, or nobody beyond this computer reaches it.
 */
export function createConnectionGuard({ publicUrl, trustedProxies }: ConnectionGuardOptions) {
  const { host } = new URL(publicUrl);
  const ownHosts = [host, `${host}:443`];

  /** The answer to a request that goes no further. */
  return function connectionGuard(
    { headers }: Request,
    { peer, encrypted }: Connection,
  ): Response | undefined {
    if (trustedProxies === undefined) return undefined;
    const isForwarded = FORWARDED.some((name) => headers.has(name));
    if (isForwarded && !isListed(trustedProxies, peer)) {
      return refusal(
        403,
        'untrusted_proxy',
        'Forwarded headers are taken from the declared proxy only. TRUSTED_PROXY declares it.',
      );
    }
    const cameByHttps = isForwarded ? isOnly(headers.get('x-forwarded-proto'), ['https']) : encrypted;
    if (!cameByHttps) {
      return refusal(403, 'https_required', `This server is reached over HTTPS only: ${publicUrl}`);
    }
    // The guard looks at Host; what the proxy says that Host was before must be ours as well.
    if (headers.has('x-forwarded-host') && !isOnly(headers.get('x-forwarded-host'), ownHosts)) {
      return refusal(403, 'foreign_host', `This server answers to ${host} only.`);
    }
    return undefined;
  };
}

/** Whether every one of the values that a chain of proxies has appended is among `allowed`. */
function isOnly(list: string | null, allowed: readonly string[]): boolean {
  const values = (list ?? '').split(',').map((value) => value.trim().toLowerCase());
  return values.every((value) => allowed.includes(value));
}
