import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Json } from '../client/wire.ts';
import { UnsupportedSchema } from './unsupported-schema.ts';

/** Strings that a JSON Schema allows: of its format or pattern, else `text` cut or padded to its lengths. */
export function stringFor(node: Json, text: Arbitrary<string>): Arbitrary<string> {
  const { format, pattern } = node;
  const min = typeof node['minLength'] === 'number' ? node['minLength'] : 0;
  const max = typeof node['maxLength'] === 'number' ? node['maxLength'] : Infinity;
  const known = typeof format === 'string' ? FORMATS[format]?.() : undefined;
  if (known !== undefined) return known;
  if (typeof pattern === 'string') {
    return matching(pattern).filter((value) => lengthOf(value) >= min && lengthOf(value) <= max);
  }
  return text.map((value) => {
    const cut = Array.from(value).slice(0, max).join('');
    return cut + 'x'.repeat(Math.max(0, min - lengthOf(cut)));
  });
}

/**
 * The formats that are always meant; any other is a remark, as the standard has it.
 *
 * @see JSON Schema 2020-12 Validation, section 7.3
 */
const FORMATS: Record<string, () => Arbitrary<string>> = {
  date: () => instants().map((date) => date.slice(0, 10)),
  'date-time': instants,
  time: () => instants().map((date) => date.slice(11)),
  duration: () => fc.constantFrom('P1D', 'PT1H', 'P1Y2M10DT2H30M'),
  uri: uris,
  'uri-reference': () => fc.oneof(uris(), uriPaths()),
  iri: uris,
  'iri-reference': () => fc.oneof(uris(), uriPaths()),
  email: () => fc.emailAddress(),
  'idn-email': () => fc.emailAddress(),
  uuid: () => fc.uuid(),
  ipv4: () => fc.ipV4(),
  ipv6: () => fc.ipV6(),
  hostname: () => fc.domain(),
  'idn-hostname': () => fc.domain(),
  'json-pointer': () => fc.constantFrom('', '/a', '/a/0/b~1c'),
  'relative-json-pointer': () => fc.constantFrom('0', '1/a', '0#'),
  'uri-template': () => fc.constantFrom('/a/{id}', 'https://example.org/{?q}'),
  regex: () => fc.constantFrom('^a+$', '[0-9]{2}', '(a|b)*'),
};

/** fast-check's own need more than a second before they make the first. */
function uris(): Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom('https', 'http'), fc.webAuthority(), uriPaths())
    .map(([scheme, authority, path]) => `${scheme}://${authority}${path}`);
}

function uriPaths(): Arbitrary<string> {
  const segment = fc.constantFrom(
    '',
    'a',
    'B-9.html',
    '..',
    '%2e%2e',
    '%2F',
    '%00',
    '%F0%9F%92%A9',
    '~a;b=c',
  );
  return fc.array(segment, { maxLength: 4 }).map((segments) => segments.map((one) => `/${one}`).join(''));
}

function instants(): Arbitrary<string> {
  return fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString());
}

function matching(pattern: string): Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'));
  } catch {
    throw new UnsupportedSchema(`it asks for the pattern ${pattern}`);
  }
}

/** JSON Schema counts characters, not UTF-16 units. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}
