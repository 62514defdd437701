import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import { jsonSchema, messageIn } from '../../client/wire.ts';
import type { Fetch, Message } from '../../client/wire.ts';
import { defineCheck } from '../../define.ts';
import type { Wire } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { question } from '../../sabotage/faulty-gates.ts';
import { callIn } from '../../sabotage/sabotage.ts';
import { listings } from '../../samples/known-things.ts';
import { plantation } from '../../samples/planted-text.ts';
import type { Planted } from '../../samples/planted-text.ts';
import { isFiltered, questions } from '../../samples/questions.ts';
import { witnessedCall } from '../../samples/witnessed-call.ts';
import type { WitnessedCall } from '../../samples/witnessed-call.ts';

export default defineCheck({
  requirement: 'data.live',
  drafts: true,
  async run(connector, { seed }) {
    const texts = await plantation(connector, 1);
    const ofEntities = (await listings(connector)).flatMap(({ list, get }) => [list.name, get?.name]);
    const before = await questions(connector, texts.planted, seed);
    let followed = 0;
    try {
      await texts.write('neutral');
      for (const first of before) {
        const { tool } = first.call;
        const again = await witnessedCall(connector, first.call);
        const evidence = { calls: [first.answer.exchange, again.answer.exchange], journal: again.entries };
        if (!asks(again) && (asks(first) || ofEntities.includes(tool)))
          throw new Violation(`${tool} answered without asking the API`, evidence);
        const shown = texts.planted.filter((one) => shows(first, one));
        const old = shown.find((one) => shows(again, one));
        if (old !== undefined)
          throw new Violation(`${tool} shows ${old.entity} ${old.id} as it was before a change`, evidence);
        if (shown.length > 0 && again.answer.kind === 'result') followed += 1;
      }
    } finally {
      await texts.restore();
    }
    if (followed === 0) throw new NotTestable('no answer shows the texts that were changed');
    return `${before.length} calls, none answered from memory; ${followed} answers follow a change`;
  },
  saboteurs: [
    {
      breaks: 'answers from memory when asked the same again',
      caught: /answered without asking the API/u,
      hides: 'retry',
      sabotage: (wire) => withMemory(wire, { which: () => true }),
    },
    {
      breaks: 'keeps what a filter found, and reads everything else anew',
      caught: /optimove_list_\w+ answered without asking the API/u,
      hides: 'rare argument',
      sabotage: (wire) => withMemory(wire, { which: isFiltered }),
    },
    {
      breaks: 'asks the API again, and shows what a filter found before',
      caught: /optimove_list_\w+ shows \w+ \d+ as it was before a change/u,
      hides: 'rare argument',
      sabotage: (wire) => withMemory(wire, { which: isFiltered, asking: true }),
    },
  ],
});

function asks({ entries }: WitnessedCall): boolean {
  return entries.some(({ effect }) => effect === 'read');
}

/** Whether the answer has the entity under the name that it had. */
function shows({ answer: { structured } }: WitnessedCall, { id, own }: Planted): boolean {
  const items = jsonSchema.array().safeParse(structured['items'] ?? [structured['item']]).data ?? [];
  return items.some((item) => item['id'] === id && item['name'] === own['name']);
}

/** Gives the calls that `which` picks the first answer again, and asks nobody, or in vain. */
function withMemory(
  { fetch }: Wire,
  { which, asking = false }: { which: (call: ToolCall) => boolean; asking?: boolean },
): Fetch {
  const memory = new Map<string, Message>();
  return async (request) => {
    const body = await request.clone().text();
    const asked = messageIn(body);
    const call = asked === null ? null : callIn(asked);
    if (call === null || !which(call)) return fetch(request);
    const old = memory.get(question(request, body));
    const response = old === undefined || asking ? await fetch(request) : new Response();
    if (old !== undefined) return Response.json({ ...old, id: asked?.id });
    const answer = messageIn(await response.clone().text());
    if (answer !== null) memory.set(question(request, body), answer);
    return response;
  };
}
