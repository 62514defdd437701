import type { z } from 'zod';
import { bodyProblems, droppedFields } from './body-problems.ts';
import { invalidBody, invalidParameter } from './refusal.ts';
import type { Refusal } from './refusal.ts';

const MOST_BYTES = 1_000_000;
/** Far deeper than any body that means something, and far from the depth that a stack bears. */
const DEEPEST = 120;

/** Reads the JSON body of a request strictly, and refuses it with everything that is wrong with it. */
export async function readBody<Body extends z.ZodObject>(
  schema: Body,
  request: Request,
): Promise<z.output<Body> | Refusal> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json *(?:; *charset=(?:"utf-8"|utf-8) *)?$/i.test(type)) {
    return invalidParameter('The body must be JSON. Send it with "content-type: application/json".', {
      parameter: 'content-type',
    });
  }
  const text = await boundedText(request);
  if (text === null) {
    return invalidParameter(`The body has more than ${MOST_BYTES} bytes. Shorten its texts.`, {
      parameter: 'body',
    });
  }
  const json = parsedJson(text);
  if (json === undefined) return invalidParameter('The body is not JSON.', { parameter: 'body' });
  if (isDeeper(json, DEEPEST)) {
    return invalidParameter(`The body is nested more than ${DEEPEST} deep.`, { parameter: 'body' });
  }

  const parsed = schema.safeParse(json, { reportInput: true });
  if (!parsed.success) return invalidBody(bodyProblems(parsed.error, schema));
  const dropped = droppedFields(json, parsed.data);
  return dropped.length > 0 ? invalidBody(dropped) : parsed.data;
}

async function boundedText(request: Request): Promise<string | null> {
  if (Number(request.headers.get('content-length')) > MOST_BYTES) return null;
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    bytes += part.value.length;
    if (bytes > MOST_BYTES) {
      // Not awaited: while the request is held elsewhere too, its end may never come.
      void reader?.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString();
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Goes down level by level, so that no depth is too much for it. */
function isDeeper(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
  }
  return false;
}
