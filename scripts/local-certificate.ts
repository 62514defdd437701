import { createPrivateKey, KeyObject, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
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

interface Issued {
  certificate: X509Certificate;
  key: CryptoKey;
}

/**
 * A certificate for this computer, from an authority that exists in `folder` alone. Made on the first start and kept, so that
 * whoever trusts the authority need not do so again; made anew when it is about to end.
 *
 * @returns the files of the certificate and its key, which are one, and `caFile`, what clients have to trust
 */
export async function localCertificate(
  folder: string,
  now: Date,
): Promise<{ certFile: string; keyFile: string; caFile: string }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const caFile = join(folder, 'ca.pem');
  const leafFile = join(folder, 'localhost.pem');

  const authority = await kept(
    join(folder, 'authority.pem'),
    // An authority has to outlast what it issues.
    (found) => lasts(found, now, LEAF_DAYS + RENEWAL_DAYS),
    () => makeAuthority(now),
  );
  await kept(
    leafFile,
    async (found) =>
      lasts(found, now, RENEWAL_DAYS) &&
      found.certificate.verify({ publicKey: authority.certificate, date: now }),
    () => makeLeaf(authority, now),
  );
  renameSync(draftOf(caFile, `${authority.certificate.toString('pem')}\n`, 0o644), caFile);
  return { certFile: leafFile, keyFile: leafFile, caFile };
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

/** What a file holds, where that is good; else it is made. Of programs that make it at once the first one wins. */
async function kept(
  file: string,
  isGood: (found: Issued) => boolean | Promise<boolean>,
  make: () => Promise<Issued>,
): Promise<Issued> {
  const isThere = existsSync(file);
  const found = load(file);
  if (found !== null && (await isGood(found))) return found;
  const made = await make();
  const draft = draftOf(file, pemOf(made), 0o600);
  try {
    if (isThere) rmSync(file, { force: true });
    linkSync(draft, file);
    return made;
  } catch (error) {
    const theirs = load(file);
    if (theirs === null) throw error;
    return theirs;
  } finally {
    rmSync(draft);
  }
}

/** Null where there is nothing yet, or nothing that can be used. */
function load(file: string): Issued | null {
  try {
    const pem = readFileSync(file, 'utf8');
    return {
      certificate: new X509Certificate(pem),
      key: createPrivateKey(pem).toCryptoKey(ALGORITHM, true, ['sign']),
    };
  } catch {
    return null;
  }
}

/** Both in one text, so that neither is ever without the other. */
function pemOf({ certificate, key }: Issued): string {
  const keyPem = KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' });
  return `${certificate.toString('pem')}\n${keyPem}`;
}

/** A file that takes the place of another at once, so that nobody sees half of it, or sees it before its mode was set. */
function draftOf(file: string, text: string, mode: number): string {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, text, { mode, flag: 'wx' });
  return draft;
}
