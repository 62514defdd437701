import { z } from 'zod';
import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { isNextPage } from '../../hiding.ts';
import { sampleAnswers } from '../../sample-answers.ts';
import { rewriteResult } from '../../sabotage.ts';

const blocksSchema = z.array(
  z.looseObject({
    type: z.string(),
    mimeType: z.string().optional(),
    resource: z.looseObject({ mimeType: z.string().optional() }).optional(),
  }),
);

export default defineCheck({
  requirement: 'safety.no-media',
  async run(connector) {
    const answers = await sampleAnswers(connector);
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
  ],
});
