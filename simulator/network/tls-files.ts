import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { TlsIdentity } from './listen.ts';

/** A certificate that cannot be served; the message is one line. */
export class TlsFileError extends Error {
  override readonly name = 'TlsFileError';
}

/** Reads a certificate chain and its private key, and sees that they belong together. */
export function readTlsFiles({ certFile, keyFile }: { certFile: string; keyFile: string }): TlsIdentity {
  try {
    const identity = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
    createSecureContext(identity);
    return identity;
  } catch (cause) {
    throw new TlsFileError(
      `TLS_CERT_FILE (${certFile}) and TLS_KEY_FILE (${keyFile}) cannot be used: they take a certificate chain and its private key, in PEM.`,
      { cause },
    );
  }
}
