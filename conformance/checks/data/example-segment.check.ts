import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { itemIn } from '../../samples/listing.ts';
import { rewriteStructured } from '../../sabotage/sabotage.ts';

const NAME = 'lapsed_vip';

export default defineCheck({
  requirement: 'data.example-segment',
  async run(connector) {
    const segments = (await listings(connector)).find(({ entity }) => entity === 'segment');
    const known = segments?.items.find((item) => item['name'] === NAME || item['key'] === NAME);
    if (segments?.get === undefined || known === undefined)
      throw new NotTestable(`the tenant has no segment ${NAME}`);

    const answer = await (await connector.as('wide')).call(segments.get.name, { id: NAME });
    const item = itemIn(answer);
    if (item.id !== known.id)
      throw new Violation(`${NAME} is ${known.id}, and fetched by name it is ${item.id}`, {
        calls: [answer.exchange],
      });
    const predicates = predicatesIn(item);
    if (predicates.length < 2) {
      throw new Violation(`${NAME} comes without a tree of predicates: ${predicates.length} found`, {
        calls: [answer.exchange],
      });
    }
    return `${NAME} by its name, with ${predicates.length} predicates`;
  },
  saboteurs: [
    {
      breaks: 'shows a segment without its definition',
      caught: /without a tree of predicates/u,
      sabotage: (wire) =>
        rewriteStructured(wire, (structured) =>
          'item' in structured
            ? { ...structured, item: { id: '1501', ...idAndName(structured['item']) } }
            : structured,
        ),
    },
  ],
});

/** Everything inside that compares something: it has an operator. */
function predicatesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(predicatesIn);
  if (typeof value !== 'object' || value === null) return [];
  return 'operator' in value || 'op' in value ? [value] : Object.values(value).flatMap(predicatesIn);
}

function idAndName(item: unknown): Record<string, unknown> {
  return typeof item === 'object' && item !== null && 'id' in item && 'name' in item
    ? { id: item.id, name: item.name }
    : {};
}
