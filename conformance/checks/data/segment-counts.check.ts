import { defineCheck } from '../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { rewriteStructured } from '../../sabotage/sabotage.ts';
import { argumentFor, isBuilder, propertiesOf } from '../../tool-catalog.ts';
import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';

const COUNTING = /audience|count|size/u;
const COUNT = /size|count|customers|total/u;
const SEGMENTS = 3;

export default defineCheck({
  requirement: 'data.segment-counts',
  async run(connector) {
    const tool = (await connector.catalog()).find((one) => !isBuilder(one) && COUNTING.test(one.name));
    if (tool === undefined) throw new NotApplicable('the connector offers no tool that counts');
    const parameter = Object.keys(propertiesOf(tool)).find((name) => name.includes('segment'));
    if (parameter === undefined) throw new NotTestable(`${tool.name} takes no argument that names a segment`);
    const { items = [] } = (await listings(connector)).find(({ entity }) => entity === 'segment') ?? {};
    if (items.length === 0) throw new NotTestable('there is no segment to count');
    const session = await connector.as('wide');
    for (const { id } of items.slice(0, SEGMENTS)) {
      const answer = await session.call(tool.name, argumentFor(tool, parameter, id));
      if (!objectsIn(answer.structured).some((one) => one['id'] === id && hasCount(one)))
        throw new Violation(`${tool.name} does not say how many customers the segment ${id} has`, {
          calls: [answer.exchange],
        });
    }
    return `${tool.name} counts segments`;
  },
  saboteurs: [
    {
      breaks: 'names the segments that it was asked for, and no count',
      caught: /does not say how many customers the segment \d+ has/u,
      sabotage: (wire) =>
        rewriteStructured(wire, (structured, { tool }) =>
          tool.includes('audience_size')
            ? { ...structured, items: objectsIn(structured['items']).map(({ id }) => ({ id })) }
            : structured,
        ),
    },
  ],
});

function hasCount(thing: Json): boolean {
  return Object.entries(thing).some(([name, value]) => COUNT.test(name) && Number.isInteger(value));
}

function objectsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  const object = jsonSchema.safeParse(value);
  return object.success ? [object.data, ...Object.values(object.data).flatMap(objectsIn)] : [];
}
