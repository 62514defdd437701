import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const DAY_MS = 24 * 3600 * 1000;
const LEAF_DAYS = 397;
const AUTHORITY_DAYS = 5 * 365;
/** What ends within this is replaced at the next start. */
const RENEWAL_DAYS = 30;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A certificate and its key, both in PEM, with where they lie. */
export interface CertificateFiles {
  certFile: string;
  keyFile: string;
}

interface Issued {
  certificate: X509Certificate;
  key: CryptoKey;
}

/**
 * A certificate for this computer, from an authority that exists in `folder` alone. Made on the first start and kept, so that
 * whoever trusts the authority need not do so again; made anew when it is about to end.
 *
 * @returns with `caFile`, what clients have to trust
 */
export async function localCertificate(
  folder: string,
  now: Date,
): Promise<CertificateFiles & { caFile: string }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const authorityFiles = { certFile: join(folder, 'ca.pem'), keyFile: join(folder, 'ca-key.pem') };
  const leafFiles = { certFile: join(folder, 'localhost.pem'), keyFile: join(folder, 'localhost-key.pem') };

  const kept = await load(authorityFiles);
  // An authority has to outlast what it issues.
  const authority =
    kept !== null && lasts(kept, now, LEAF_DAYS + RENEWAL_DAYS)
      ? kept
      : await save(authorityFiles, await makeAuthority(now));
  const leaf = await load(leafFiles);
  const isGood =
    leaf !== null &&
    lasts(leaf, now, RENEWAL_DAYS) &&
    (await leaf.certificate.verify({ publicKey: authority.certificate, date: now }));
  if (!isGood) await save(leafFiles, await makeLeaf(authority, now));
  return { ...leafFiles, caFile: authorityFiles.certFile };
}

function lasts({ certificate }: Issued, now: Date, days: number): boolean {
  return certificate.notAfter.getTime() > now.getTime() + days * DAY_MS;
}

async function makeAuthority(now: Date): Promise<Issued> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Optimove MCP harness, local authority',
    ...validFor(AUTHORITY_DAYS, now),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, key: keys.privateKey };
}

/** With the key identifiers that strict verifiers ask for. @see RFC 5280, sections 4.2.1.1 and 4.2.1.2 */
async function makeLeaf(authority: Issued, now: Date): Promise<Issued> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=localhost',
    issuer: authority.certificate.subject,
    ...validFor(LEAF_DAYS, now),
    publicKey: keys.publicKey,
    signingKey: authority.key,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
    ],
  });
  return { certificate, key: keys.privateKey };
}

async function makeKeys() {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** From a day ago on, for clocks that are late. */
function validFor(days: number, now: Date): { notBefore: Date; notAfter: Date } {
  const from = now.getTime();
  return { notBefore: new Date(from - DAY_MS), notAfter: new Date(from + days * DAY_MS) };
}

/** Null where there is nothing yet, or nothing that can be used. */
async function load({ certFile, keyFile }: CertificateFiles): Promise<Issued | null> {
  try {
    const der = PemConverter.decodeFirst(readFileSync(keyFile, 'utf8'));
    return {
      certificate: new X509Certificate(readFileSync(certFile, 'utf8')),
      key: await crypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign']),
    };
  } catch {
    return null;
  }
}

async function save({ certFile, keyFile }: CertificateFiles, issued: Issued): Promise<Issued> {
  const der = await crypto.subtle.exportKey('pkcs8', issued.key);
  replace(keyFile, PemConverter.encode(der, PemConverter.PrivateKeyTag), 0o600);
  replace(certFile, issued.certificate.toString('pem'), 0o644);
  return issued;
}

/** Never half a file, and never one that others could read before its mode was set. */
function replace(file: string, text: string, mode: number): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${text}\n`, { mode });
  renameSync(draft, file);
}
