/** A body that is no JSON, or longer than it may be. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody';
}

/** The same, of a body that was not read to its end. */
export class TooLongBody extends UnreadableBody {}

/** Reads a JSON body of at most `maxBytes`; stops reading at the first byte beyond. */
export async function readJson(response: Response, maxBytes: number): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new TooLongBody(`The body is longer than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableBody('The body is not JSON.');
  }
}
