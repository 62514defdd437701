import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

/** A certificate chain and its private key, in PEM. */
export interface TlsIdentity {
  cert: string;
  key: string;
}

/** Where they lie. */
export interface TlsFiles {
  certFile: string;
  keyFile: string;
}

/** Reads a certificate chain and its key, and sees that they belong together; throws one line where they cannot be served. */
export function readTlsFiles({ certFile, keyFile }: TlsFiles): TlsIdentity {
  try {
    const identity = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
    createSecureContext(identity);
    return identity;
  } catch (cause) {
    throw new Error(
      `TLS_CERT_FILE (${certFile}) and TLS_KEY_FILE (${keyFile}) cannot be used: they take a certificate chain and its private key, in PEM.`,
      { cause },
    );
  }
}
