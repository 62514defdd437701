import type { z } from 'zod';
import { bodyProblems, droppedFields } from './body-problems.ts';
import { invalidBody, invalidParameter } from './refusal.ts';
import type { Refusal } from './refusal.ts';

const MOST_BYTES = 1_000_000;
/** Far deeper than any body that means something, and far from the depth that a stack bears. */
const DEEPEST = 120;

/** Reads the JSON body of a request strictly, and refuses it with everything that is wrong with it. */
export async function readBody<Body extends z.ZodType>(
  schema: Body,
  request: Request,
): Promise<z.output<Body> | Refusal> {
  const type = request.headers.get('content-type') ?? '';
  const bytes = await boundedBytes(request);
  // Nothing at all says as much as an empty object.
  if (bytes?.length === 0) return checked(schema, {});
  if (!/^application\/json *(?:; *charset=(?:"utf-8"|utf-8) *)?$/i.test(type)) {
    return invalidParameter('The body must be JSON. Send it with "content-type: application/json".', {
      parameter: 'content-type',
    });
  }
  if (bytes === null) {
    return invalidParameter(`The body has more than ${MOST_BYTES} bytes. Shorten its texts.`, {
      parameter: 'body',
    });
  }
  const json = parsedJson(bytes);
  if (json === undefined) return invalidParameter('The body is not JSON in UTF-8.', { parameter: 'body' });
  const flaw = flawOf(json);
  if (flaw !== null) return invalidParameter(`The body ${flaw}.`, { parameter: 'body' });

  return checked(schema, json);
}

function checked<Body extends z.ZodType>(schema: Body, json: unknown): z.output<Body> | Refusal {
  const parsed = schema.safeParse(json, { reportInput: true });
  if (!parsed.success) return invalidBody(bodyProblems(parsed.error, schema));
  const dropped = droppedFields(json, parsed.data);
  return dropped.length > 0 ? invalidBody(dropped) : parsed.data;
}

/** The bytes of a body; null when they are too many. */
export async function boundedBytes(request: Request, most = MOST_BYTES): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length')) > most) return null;
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    bytes += part.value.length;
    if (bytes > most) {
      // Not awaited: while the request is held elsewhere too, its end may never come.
      void reader?.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

/**
 * The value that the bytes spell; undefined when they spell none.
 *
 * @see RFC 8259, section 8.1
 */
export function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * Why a value is none that can be kept, as the end of a sentence. Goes down level by level, so that no depth is too much for it.
 *
 * @see RFC 8259, section 8.2, on the halves of characters that `\\ud83d` can spell
 */
export function flawOf(json: unknown): string | null {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return `is nested more than ${DEEPEST} deep`;
    if (level.some((part) => typeof part === 'string' && !part.isWellFormed())) {
      return 'has text with half of a character in it';
    }
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
  }
  return null;
}
