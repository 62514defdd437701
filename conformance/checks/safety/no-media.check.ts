import { defineCheck } from '../../define.ts';
import { judgeGenerated } from '../../generated/judge-generated.ts';
import { findNone, mediaIn } from '../../samples/answer-faults.ts';
import { lookedAt } from '../../samples/looks.ts';
import { isNextPage } from '../../sabotage/hiding.ts';
import { callsOfTools, sampleAnswers } from '../../samples/sample-answers.ts';
import { rewriteResult } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'safety.no-media',
  drafts: true,
  async run(connector, context) {
    const session = await connector.as('wide');
    const answers = [...(await sampleAnswers(connector)), ...(await lookedAt(connector))];
    const calls = await callsOfTools(connector, { seed: context.seed, each: 2, builders: true });
    for (const { tool, arguments: args } of calls) answers.push(await session.call(tool, args));
    findNone(answers, ({ result }) => mediaIn(result));
    const seen = `${answers.length} results, text alone`;
    return connector.level === 'L1'
      ? seen
      : `${seen}; ${await judgeGenerated(connector, context, 'safety.no-media')}`;
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
      breaks: 'shows a picture of what has a certain word in its name',
      caught: /a result holds image image\/png/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        rewriteResult(wire, (result, { tool }) =>
          tool === 'optimove_get_campaign' && JSON.stringify(result).includes('campaign 37')
            ? { ...result, content: [{ type: 'image', mimeType: 'image/png', data: 'iVBORw0KGgo=' }] }
            : result,
        ),
    },
    {
      breaks: 'embeds a file when the API has failed',
      caught: /a result holds resource/u,
      hides: 'fault',
      sabotage: (wire) =>
        rewriteResult(wire, (result) =>
          JSON.stringify(result).includes('answered 503')
            ? { ...result, content: [{ type: 'resource', resource: { uri: 'sound://file', blob: 'AAAA' } }] }
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
