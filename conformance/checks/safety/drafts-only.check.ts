import { defineCheck } from '../../define.ts';
import { judgeSequences } from '../../generated-calls.ts';
import type { Observation } from '../../generated-calls.ts';
import { besideCalls } from '../../sabotage.ts';
import { BUILDERS, wordsOf } from '../../tool-catalog.ts';

export default defineCheck({
  requirement: 'safety.drafts-only',
  drafts: true,
  run: async (connector, context) => judgeSequences(connector, context, 'builders', problemOf),
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
  ],
});

/** Each call adds at most one entity, of its own kind; every other kind stays byte for byte as it was. */
function problemOf({ sequence, entries, before, after }: Observation): string | null {
  const foreign = entries.find(({ effect }) => effect !== 'read' && effect !== 'create_draft');
  if (foreign !== undefined)
    return `a builder had the effect ${foreign.effect}, at ${foreign.method} ${foreign.path}`;
  for (const entity of Object.keys(after.entities)) {
    const calls = sequence.filter(({ tool }) => kindOf(tool) === singular(entity)).length;
    const [old, now] = [before.entities[entity], after.entities[entity]];
    const added = (now?.count ?? 0) - (old?.count ?? 0);
    if (added < 0 || added > calls) return `${calls} calls made ${added} drafts of ${entity}`;
    if (added === 0 && old?.hash !== now?.hash) return `calls that made no ${entity} changed ${entity}`;
  }
  return null;
}

function kindOf(tool: string): string | undefined {
  const name = wordsOf({ name: tool }).join('_');
  return BUILDERS.find((entity) => name.endsWith(entity));
}

function singular(entity: string): string {
  return entity.replaceAll('-', '_').replace(/s$/u, '');
}
