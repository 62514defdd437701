import type { Requirement } from '../ledger/requirement.ts';

/** What users of a connector need of how clients come to be known to the authorization server, and it to them. */
export const oauthClients = [
  {
    id: 'auth.registration-policy',
    clause:
      'A client cannot choose at registration what is not its own to choose: its id, its secrets, other ways to get tokens.',
    section: 'RFC 7591, sections 2 and 3.2.1',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'auth.client-management',
    clause: 'A registered client is read, changed and deleted only with its own registration token.',
    section: 'RFC 7592, sections 2 and 3',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'auth.client-management-redirect',
    clause: 'A registered client cannot change its redirect address to one that could not be registered.',
    section: 'RFC 7592, section 2.2',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'auth.client-deletion',
    clause: 'With a client that is deleted, its authorizations end.',
    section: 'RFC 7592, section 2.3',
    sentence_sha256: [],
    keyword: 'SHOULD',
    level: 'L1',
  },
  {
    id: 'auth.metadata-issuer',
    clause:
      'The metadata of the authorization server names the issuer that it was found under, and its endpoints are encrypted or on loopback.',
    section: 'RFC 8414, sections 2 and 3.3',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'auth.metadata-flows',
    clause:
      'The metadata offers no flow that is no longer safe: no token from the front channel, no password.',
    section: 'OAuth 2.1, section 10; RFC 9700, sections 2.1.2 and 2.4',
    sentence_sha256: [],
    keyword: 'SHOULD',
    level: 'L1',
  },
  {
    id: 'auth.keys-public',
    clause: 'The published keys hold nothing private.',
    section: 'RFC 7517, section 9.2; RFC 8414, section 2',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'auth.host-header',
    clause: 'Addresses in metadata and redirects do not follow what a request claims its host to be.',
    section: 'RFC 8414, section 3.3; RFC 7239, section 8.1',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'auth.no-redirected-post',
    clause: 'Another spelling of the address of an endpoint is no redirect, which would lose the body.',
    section: 'RFC 9110, section 15.4; House rule: endpoints have one spelling',
    sentence_sha256: [],
    keyword: 'SHOULD',
    level: 'L1',
  },
  {
    id: 'auth.key-rotation',
    clause:
      'When the authorization server changes its key, users stay signed in and the old key is worth nothing after the last token of it.',
    section: 'RFC 7517, section 4.5; RFC 9068, section 4',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L2',
    deferred:
      'the control API would have to change the signing key of the authorization server and to say when',
  },
  {
    id: 'auth.client-documents',
    clause:
      'A client that is known by a metadata document is held to it: same address, own redirect addresses, fetched from public hosts alone.',
    section: 'MCP 2026-07-28, Authorization: client ID metadata documents',
    sentence_sha256: [],
    keyword: 'MUST',
    level: 'L1',
    deferred:
      'documents that break each rule would have to stand at https addresses that the authorization server can reach',
  },
] as const satisfies readonly Requirement[];
