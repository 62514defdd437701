import { z } from 'zod';
import { Violation } from '../finding.ts';
import type { Answer } from '../client/mcp-client.ts';
import type { Json } from '../client/wire.ts';

const MEDIA = /^(?:image|audio|video)\//iu;

const blockSchema = z.looseObject({
  type: z.string().catch(''),
  mimeType: z.string().catch(''),
  resource: z.looseObject({ mimeType: z.string().catch('') }).catch({ mimeType: '' }),
});

/** What of a result is a picture, a sound or a film; bytes that are embedded count as well, since nobody can read them. */
export function mediaIn(result: Json): string | null {
  for (const block of [result['content'] ?? []].flat()) {
    const parsed = blockSchema.safeParse(block);
    if (!parsed.success) continue;
    const { type, mimeType, resource } = parsed.data;
    const mime = mimeType || resource.mimeType;
    const isMedia = MEDIA.test(`${type}/`) || MEDIA.test(mime) || 'blob' in resource;
    if (isMedia) return `a result holds ${type} ${mime}`.trim();
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
