import { boundedBytes, flawOf, parsedJson } from '../endpoints/read-body.ts';
import { Problem } from './call.ts';

/** Room for the file of a snapshot, and an end to what can be sent. */
const MOST_BYTES = 64_000_000;

/** The query of a GET, or the JSON body of any other method, where no body means an empty one. */
export async function inputOf(request: Request): Promise<unknown> {
  if (request.method === 'GET') return Object.fromEntries(new URL(request.url).searchParams);
  const bytes = await boundedBytes(request, MOST_BYTES);
  if (bytes === null) return new Problem(413, `The body has more than ${MOST_BYTES} bytes.`);
  if (bytes.length === 0) return {};
  const json = parsedJson(bytes);
  if (json === undefined) return new Problem(400, 'The body is not JSON.');
  const flaw = flawOf(json);
  if (flaw !== null) return new Problem(400, `The body ${flaw}.`);
  return namesPrototype(json) ? new Problem(400, 'The body has a field "__proto__".') : json;
}

/** Whether something in it would, where it is copied field by field, change what an object is. It is not deep. */
function namesPrototype(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return Object.hasOwn(json, '__proto__') || Object.values(json).some(namesPrototype);
}
