import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { rewriteResult } from '../../sabotage/sabotage.ts';
import { toolErrors } from '../../tool-errors.ts';
import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'data.error-words',
  drafts: true,
  async run(connector) {
    const errors = await toolErrors(connector);
    if (errors.length === 0) throw new NotTestable('no call is refused by a tool');
    for (const { result, exchange } of errors) {
      const problem = problemOf(result);
      if (problem !== null)
        throw new Violation(`a failed ${exchange.request} ${problem}`, { calls: [exchange] });
    }
    return `${errors.length} failed calls, each with words and nothing else`;
  },
  saboteurs: [
    {
      breaks: 'gives the empty structure of a result beside an error',
      caught: /a failed tools\/call .* has structured content/u,
      sabotage: (wire) =>
        rewriteResult(wire, (result, { tool }) =>
          result['isError'] === true && tool.includes('get_segment')
            ? { ...result, structuredContent: { item: null } }
            : result,
        ),
    },
    {
      breaks: 'fails without a word where nothing was found',
      caught: /a failed tools\/call .* has no words/u,
      sabotage: (wire) =>
        rewriteResult(wire, (result, { arguments: args }) =>
          result['isError'] === true && typeof args['id'] === 'string' ? { ...result, content: [] } : result,
        ),
    },
  ],
});

function problemOf(result: Json): string | null {
  if (result['structuredContent'] !== undefined) return 'has structured content';
  const blocks = jsonSchema.array().safeParse(result['content']).data ?? [];
  if (blocks.some(({ type }) => type !== 'text')) return 'has something other than text';
  return blocks.some(({ text }) => typeof text === 'string' && text.trim() !== '') ? null : 'has no words';
}
