import { z } from 'zod';
import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { isNextPage } from '../../sabotage/hiding.ts';
import { callsOfTools, sampleAnswers } from '../../samples/sample-answers.ts';
import { rewriteResult } from '../../sabotage/sabotage.ts';

const blocksSchema = z.array(
  z.looseObject({
    type: z.string(),
    mimeType: z.string().optional(),
    resource: z.looseObject({ mimeType: z.string().optional() }).optional(),
  }),
);

export default defineCheck({
  requirement: 'safety.no-media',
  drafts: true,
  async run(connector, { seed }) {
    const session = await connector.as('wide');
    const answers = [...(await sampleAnswers(connector))];
    for (const { tool, arguments: args } of await callsOfTools(connector, { seed, each: 2, builders: true }))
      answers.push(await session.call(tool, args));
    for (const { result, exchange } of answers) {
      for (const { type, mimeType, resource } of blocksSchema.parse(result['content'] ?? [])) {
        const mime = mimeType ?? resource?.mimeType ?? '';
        if (['image', 'audio', 'video'].includes(type) || /^(image|audio|video)\//u.test(mime)) {
          throw new Violation(`a result holds ${type} ${mime}`.trim(), { calls: [exchange] });
        }
      }
    }
    return `${answers.length} results, text alone`;
  },
  saboteurs: [
    {
      breaks: 'draws a picture beside every result',
      caught: /a result holds image image\/png/u,
      sabotage: (wire) =>
        rewriteResult(wire, (result) => ({
          ...result,
          content: [{ type: 'image', mimeType: 'image/png', data: 'iVBORw0KGgo=' }],
        })),
    },
    {
      breaks: 'hands a film to whoever turns the page',
      caught: /a result holds resource video\/mp4/u,
      hides: 'second page',
      sabotage: (wire) =>
        rewriteResult(wire, (result, call) =>
          isNextPage(call)
            ? {
                ...result,
                content: [{ type: 'resource', resource: { mimeType: 'video/mp4', blob: 'AAAA' } }],
              }
            : result,
        ),
    },
    {
      breaks: 'reads aloud what it has drafted',
      caught: /a result holds audio audio\/wav/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        rewriteResult(wire, (result, { tool }) =>
          tool.includes('create_draft')
            ? { ...result, content: [{ type: 'audio', mimeType: 'audio/wav', data: 'UklGRg==' }] }
            : result,
        ),
    },
  ],
});
