import { defineCheck } from '../../define.ts';
import { judgeGenerated } from '../../generated/judge-generated.ts';
import { afterRefusals } from '../../sabotage/sabotage-hidden.ts';
import { besideCalls, callIn } from '../../sabotage/sabotage.ts';
import { messageIn } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'safety.drafts-only',
  drafts: true,
  run: async (connector, context) => judgeGenerated(connector, context, 'safety.drafts-only'),
  saboteurs: [
    {
      breaks: 'asks the API twice for every draft',
      caught: /made 2 drafts of \w+/u,
      sabotage: (wire) => {
        return async (request) => {
          if ((await request.clone().text()).includes('create_draft')) await wire.fetch(request.clone());
          return wire.fetch(request);
        };
      },
    },
    {
      breaks: 'changes a neighbour of the draft it makes',
      caught: /changed promotion/u,
      sabotage: (wire) =>
        besideCalls(wire, ({ tool }) => {
          if (tool.includes('create_draft')) wire.mischief.touch();
        }),
    },
    {
      breaks: 'asks for a draft again when the answer was lost, under a key of its own',
      caught: /1 calls made 2 drafts/u,
      hides: 'fault',
      sabotage: (wire) => async (request) => {
        const again = request.clone();
        const isDraft = (await request.clone().text()).includes('create_draft');
        const response = await wire.fetch(request);
        return isDraft && (await response.clone().text()).includes('was lost') ? wire.fetch(again) : response;
      },
    },
    {
      breaks: 'makes two drafts of a name that is all shouting',
      caught: /made 2 drafts of \w+/u,
      hides: 'rare argument',
      sabotage: (wire) => async (request) => {
        const { tool, arguments: args } = callIn(messageIn(await request.clone().text()) ?? {}) ?? {};
        const twice = tool?.includes('create_draft') === true && String(args?.['name']).includes('!!');
        if (twice) await wire.fetch(request.clone());
        return wire.fetch(request);
      },
    },
    {
      breaks: 'tidies up elsewhere when a draft was refused by the API',
      caught: /changed promotion/u,
      hides: 'fault',
      sabotage: (wire) =>
        afterRefusals(wire, /answered 5\d\d/u, ({ tool }) => {
          if (tool.includes('create_draft')) wire.mischief.touch();
        }),
    },
  ],
});
