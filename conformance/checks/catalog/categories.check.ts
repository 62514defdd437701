import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteTools } from '../../sabotage/sabotage.ts';
import { BUILDERS, ENTITIES, isBuilder, wordsOf } from '../../tool-catalog.ts';
import type { ToolDefinition } from '../../tool-catalog.ts';

/** Words of a tool's name that place it in a category that reads, without a final s. */
const READING_WORDS = new Set(
  [
    'performance metric audience analytic dashboard kpi report count size',
    ENTITIES.join(' ').replaceAll('_', ' '),
    'channel tenant schema template brand event attribute',
    'doc documentation knowledge article academy',
    'platform statu service job error pipeline health incident',
  ].flatMap((words) => words.split(' ')),
);

export default defineCheck({
  requirement: 'catalog.categories',
  async run(connector) {
    const tools = await connector.catalog();
    const strangers = tools.filter((tool) => !isInSomeCategory(tool));
    if (strangers.length > 0) {
      throw new Violation(`in none of the eight categories: ${strangers.map(({ name }) => name).join(', ')}`);
    }
    return `${tools.length} tools, each in a category`;
  },
  saboteurs: [
    {
      breaks: 'offers a ninth kind of tool',
      caught: /none of the eight categories: optimove_translate_text/u,
      sabotage: (wire) =>
        rewriteTools(wire, (tools) => [...tools, { ...tools[0], name: 'optimove_translate_text' }]),
    },
  ],
});

function isInSomeCategory(tool: ToolDefinition): boolean {
  const words = wordsOf(tool).map((word) => word.replace(/s$/u, ''));
  if (isBuilder(tool)) return BUILDERS.some((entity) => words.join('_').endsWith(entity));
  return words.some((word) => READING_WORDS.has(word));
}
