import { isDeepStrictEqual } from 'node:util';
import { defineCheck } from '../../define.ts';
import { NotApplicable, Violation } from '../../finding.ts';
import type { Answer } from '../../client/mcp-client.ts';
import { rewriteResult } from '../../sabotage/sabotage.ts';
import { sampleAnswers } from '../../samples/sample-answers.ts';
import { jsonSchema } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'data.text-twin',
  async run(connector) {
    const structured = (await sampleAnswers(connector)).filter(
      ({ kind, result }) => kind === 'result' && result['structuredContent'] !== undefined,
    );
    if (structured.length === 0) throw new NotApplicable('no result has structured content');
    const alone = structured.find((answer) => !texts(answer).some((text) => says(text, answer)));
    if (alone !== undefined)
      throw new Violation(`the text of ${alone.exchange.request} does not say what its structure says`, {
        calls: [alone.exchange],
      });
    return `${structured.length} results say the same in text and structure`;
  },
  saboteurs: [
    {
      breaks: 'leaves the last item of each list out of the text',
      caught: /the text of tools\/call optimove_list_\w+ does not say what its structure says/u,
      sabotage: (wire) =>
        rewriteResult(wire, (result) => {
          const { items, ...rest } = jsonSchema.safeParse(result['structuredContent']).data ?? {};
          if (!Array.isArray(items)) return result;
          const text = JSON.stringify({ ...rest, items: items.slice(0, -1) });
          return { ...result, content: [{ type: 'text', text }] };
        }),
    },
  ],
});

function texts({ result }: Answer): string[] {
  const blocks = jsonSchema.array().safeParse(result['content']).data ?? [];
  return blocks.flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
}

function says(text: string, { result }: Answer): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(text), result['structuredContent']);
  } catch {
    return false;
  }
}
