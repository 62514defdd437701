import { oncePerConnector } from '../connector.ts';
import type { Connector } from '../connector.ts';
import type { Context } from '../define.ts';
import { NotApplicable, NotTestable } from '../finding.ts';
import { isBuilder } from '../tool-catalog.ts';
import { generate } from './generate.ts';
import { performer } from './perform.ts';
import { PROPERTIES } from './properties.ts';
import type { PropertyId } from './properties.ts';
import { smallest } from './shrink.ts';
import { UNWITNESSED } from '../witness/witness.ts';

const generated = oncePerConnector(generate);

/**
 * Judges one property by the generated scenarios. They run once for all properties of a run; only a violation runs again, to be
 * shrunk to the fewest and plainest calls.
 */
export async function judgeGenerated(
  connector: Connector,
  context: Context,
  id: PropertyId,
): Promise<string> {
  const { of } = PROPERTIES[id];
  const tools = (await connector.catalog()).filter(
    (tool) => of === 'all' || isBuilder(tool) === (of === 'builders'),
  );
  if (tools.length === 0)
    throw new NotApplicable(`the connector offers no tool that ${of === 'reads' ? 'reads' : 'drafts'}`);

  const run = await generated(connector, context);
  const found = run.found.get(id);
  // Other checks have changed the world since it ran.
  if (found !== undefined)
    throw await smallest({ ...run, perform: await performer(connector) }, context, id, found);

  const { tally, unsupported } = run;
  const sequences = tally.sequences(of);
  if (sequences < context.floor) {
    throw new NotTestable(
      `only ${sequences} of at least ${context.floor} generated sequences ran: raise --runs or --budget`,
    );
  }
  // A witness of another connector sees nothing, and would let everything pass.
  if (context.path === undefined && tally.requests(of) === 0) throw new NotTestable(UNWITNESSED);
  const unseen = tools.flatMap(({ name }) => {
    const reason = unsupported.get(name);
    return reason === undefined ? [] : [`${name} (its input schema: ${reason})`];
  });
  // Of a tool that refused every call, nothing was seen.
  const refused = tally.refused(tools.map(({ name }) => name).filter((name) => !unsupported.has(name)));
  if (context.path === undefined && unseen.length + refused.length > 0)
    throw new NotTestable(`no generated call got through of ${[...unseen, ...refused].join(', ')}`);
  if (context.path === undefined && of === 'builders' && tally.drafts() === 0)
    throw new NotTestable(`no generated call made a draft: raise --runs`);
  return tally.text(of);
}
