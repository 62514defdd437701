import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Json } from '../wire.ts';
import { UnsupportedSchema } from './unsupported-schema.ts';

/** Strings that a JSON Schema allows: of its format or pattern, else `text` cut or padded to its lengths. */
export function stringFor(node: Json, text: Arbitrary<string>): Arbitrary<string> {
  const { format, pattern } = node;
  const min = typeof node['minLength'] === 'number' ? node['minLength'] : 0;
  const max = typeof node['maxLength'] === 'number' ? node['maxLength'] : Infinity;
  if (typeof format === 'string') return formatted(format);
  if (typeof pattern === 'string') {
    return matching(pattern).filter((value) => lengthOf(value) >= min && lengthOf(value) <= max);
  }
  return text.map((value) => {
    const cut = Array.from(value).slice(0, max).join('');
    return cut + 'x'.repeat(Math.max(0, min - lengthOf(cut)));
  });
}

function formatted(format: string): Arbitrary<string> {
  const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  switch (format) {
    case 'date':
      return instant.map((date) => date.toISOString().slice(0, 10));
    case 'date-time':
      return instant.map((date) => date.toISOString());
    case 'time':
      return instant.map((date) => date.toISOString().slice(11));
    case 'uri':
      return fc.webUrl();
    case 'email':
      return fc.emailAddress();
    case 'uuid':
      return fc.uuid();
    case 'ipv4':
      return fc.ipV4();
    case 'hostname':
      return fc.domain();
    default:
      throw new UnsupportedSchema(`it asks for the format ${format}`);
  }
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
