import { jsonSchema } from '../../client/wire.ts';
import type { Fetch, Json } from '../../client/wire.ts';
import { defineCheck } from '../../define.ts';
import type { Wire } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import type { Exchange } from '../../finding.ts';
import { samples } from '../../samples/era-samples.ts';
import { rewriteResult, rewriteTools } from '../../sabotage/sabotage.ts';
import { errorsOfFaults, INSIDE, toolErrors } from '../../tool-errors.ts';

/** What no user and no model has use for, and an attacker has. */
const INSIDES = {
  'a stack': /\n\s+at \S.*[:(]\d+/u,
  'a source file': /(?:\/[\w.@-]+){2,}\.[cm]?[jt]s\b|node_modules/u,
  'an error of the runtime': /\b(?:Type|Reference|Range|Syntax)Error\b|\bE(?:CONN|NOTFOUND|TIMEDOUT)\w*/u,
  'an address behind it': /\b(?:127\.0\.0\.1|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+):\d+/u,
  'a token': /\bBearer [\w.-]{12,}|\beyJ[\w-]{10,}\.[\w-]{10,}/u,
};

export default defineCheck({
  requirement: 'data.error-insides',
  drafts: true,
  async run(connector, { seed }) {
    const errors: { text: string; exchange: Exchange }[] = (await samples(connector))
      .filter(({ reply }) => reply.answer?.error !== undefined)
      .map(({ reply }) => ({ text: reply.answer?.error?.message ?? '', exchange: reply.exchange }));
    errors.push(...(await toolErrors(connector)));
    if (connector.level !== 'L1') errors.push(...(await errorsOfFaults(connector, seed)));
    if (errors.length === 0) throw new NotTestable('nothing that is wrong ends in an error');
    for (const { text, exchange } of errors) {
      const shown = Object.entries(INSIDES).find(([, pattern]) => pattern.test(text))?.[0];
      if (shown !== undefined)
        throw new Violation(`a failed ${exchange.request} shows ${shown}`, { calls: [exchange] });
    }
    return `${errors.length} errors show nothing of the inside`;
  },
  saboteurs: [
    {
      breaks: 'repeats what the API said when it failed',
      hides: 'fault',
      caught: /shows a stack/u,
      sabotage: repeating,
    },
    {
      breaks: 'repeats what the API said when it failed, and takes no tenant but those that it knows',
      hides: 'fault',
      caught: /shows a stack/u,
      sabotage: (wire) =>
        rewriteTools({ ...wire, fetch: repeating(wire) }, (tools) => tools.map(namingTenants)),
    },
    {
      breaks: 'shows its stack to who asks for an id with dots in it',
      hides: 'rare argument',
      caught: /shows a stack/u,
      sabotage: (wire) =>
        rewriteResult(wire, (result, { arguments: args }) =>
          result['isError'] === true && String(args['id']).startsWith('..')
            ? {
                ...result,
                content: [{ type: 'text', text: 'Error: no row\n    at getThing (app.ts:7:1)' }],
              }
            : result,
        ),
    },
    {
      breaks: 'says to where it could not connect',
      caught: /shows an error of the runtime/u,
      sabotage: (wire) =>
        rewriteResult(wire, (result, { tool }) =>
          result['isError'] === true && tool.includes('list_journeys')
            ? { ...result, content: [{ type: 'text', text: 'connect ECONNREFUSED db.internal:5432' }] }
            : result,
        ),
    },
  ],
});

function repeating(wire: Wire): Fetch {
  return rewriteResult(wire, (result) =>
    /answered 500/u.test(JSON.stringify(result['content']))
      ? { ...result, content: [{ type: 'text', text: `The API said: ${INSIDE}` }] }
      : result,
  );
}

/** The sound connector refuses every call with an argument that it does not know. */
function namingTenants(tool: Json): Json {
  const schema = jsonSchema.parse(tool['inputSchema']);
  const properties = { ...jsonSchema.safeParse(schema['properties']).data, tenant: { type: 'string' } };
  return { ...tool, inputSchema: { ...schema, properties } };
}
