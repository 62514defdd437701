import * as fc from 'fast-check';
import { INSTANT_NAMES, ordinaryText } from '../arbitraries/ordinary-text.ts';
import type { Known } from '../arbitraries/ordinary-text.ts';
import { isBuilder, propertiesOf, requiredBy } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';
import type { Scenario, Sequence } from './scenario.ts';

/** A day that most of a tenant is younger than, and a letter that most names have: filters that leave more than one page. */
const DAY = '2026-05-01';
const LETTER = 'e';
/** As many calls as a scenario may have. */
const MOST = 20;
const FREE_TEXT = /query|search|text/u;

/**
 * Two pages of one item under each filter that is a text: of texts there are no corners, and a filter and a cursor come together
 * by chance hardly ever.
 */
export function filteredPagesOf(tools: readonly ToolDefinition[], known: readonly Known[]): Scenario[] {
  return tools.flatMap((tool) => {
    const calls = filtersOf(tool).map((name): Sequence['calls'][number] => ({
      tool: tool.name,
      arguments: { limit: 1, [name]: textFor(tool, name, known) },
      next_page: true,
    }));
    return calls.length === 0 ? [] : [{ faults: [], sequences: [{ as: 'wide', era: 'newest', calls }] }];
  });
}

function filtersOf(tool: ToolDefinition): string[] {
  const properties = propertiesOf(tool);
  const isPaged = 'limit' in properties && 'cursor' in properties && requiredBy(tool).length === 0;
  return Object.entries(properties)
    .filter(([name, schema]) => schema['type'] === 'string' && !('enum' in schema) && name !== 'cursor')
    .map(([name]) => name)
    .slice(0, isPaged && !isBuilder(tool) ? MOST : 0);
}

function textFor(tool: ToolDefinition, name: string, known: readonly Known[]): string | undefined {
  if (INSTANT_NAMES.test(name)) return DAY;
  return FREE_TEXT.test(name)
    ? LETTER
    : fc.sample(ordinaryText(tool, known)(name), { seed: 1, numRuns: 1 })[0];
}
