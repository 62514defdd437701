import { Violation } from '../finding.ts';
import type { Answer } from '../client/mcp-client.ts';
import { jsonSchema } from '../client/wire.ts';
import type { Json } from '../client/wire.ts';

/** What of a result is a picture, a sound or a film; bytes that are embedded count as well, since nobody can read them. */
export function mediaIn(result: Json): string | null {
  for (const block of [result['content'] ?? []].flat()) {
    const { type, mimeType, resource } = jsonSchema.safeParse(block).data ?? {};
    const embedded = jsonSchema.safeParse(resource).data ?? {};
    const mime = String(mimeType ?? embedded['mimeType'] ?? '');
    const isMedia =
      ['image', 'audio', 'video'].includes(String(type)) || /^(image|audio|video)\//iu.test(mime);
    if (isMedia || 'blob' in embedded) return `a result holds ${String(type)} ${mime}`.trim();
  }
  return null;
}

/** How a result breaks the output schema that its tool publishes. */
export function misfitOf({ kind, exchange, text }: Answer): string | null {
  return kind === 'malformed' ? `${exchange.request} breaks its own output schema: ${text}` : null;
}

/** Throws for the first of the answers that has the fault. */
export function findNone(answers: readonly Answer[], faultOf: (answer: Answer) => string | null): void {
  for (const answer of answers) {
    const fault = faultOf(answer);
    if (fault !== null) throw new Violation(fault, { calls: [answer.exchange] });
  }
}
