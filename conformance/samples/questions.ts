import type { Known } from '../arbitraries/ordinary-text.ts';
import { plainCallsWith } from '../arbitraries/tool-calls.ts';
import type { ToolCall } from '../arbitraries/tool-calls.ts';
import type { Connector } from '../connector.ts';
import { argumentFor, isBuilder, optionalOf } from '../tool-catalog.ts';
import type { ToolDefinition } from '../tool-catalog.ts';
import { listings, pagesOf } from './known-things.ts';
import { nextCursor } from './listing.ts';
import type { Planted } from './planted-text.ts';
import { witnessedCall } from './witnessed-call.ts';
import type { WitnessedCall } from './witnessed-call.ts';
import { untilItWorks, workingCalls } from './working-calls.ts';

const PAGING = ['limit', 'cursor'];
const FEW = 5;
const TRIES = 2;

/** Whether a call says more than where in a list it wants to be. */
export function isFiltered({ arguments: args }: ToolCall): boolean {
  return Object.keys(args).some((name) => !PAGING.includes(name));
}

/** Calls of every tool that reads which got through: plain ones, with each of the filters that it has, and a second page of those. */
export async function questions(
  connector: Connector,
  planted: readonly Planted[],
  seed: number,
): Promise<WitnessedCall[]> {
  const asked: WitnessedCall[] = await filteredLists(connector, planted);
  for (const tool of (await connector.catalog()).filter((one) => !isBuilder(one))) {
    const plain = await plainCall(connector, tool, planted, seed);
    asked.push(await witnessedCall(connector, plain), ...(await withFilters(connector, tool, plain, seed)));
  }
  return asked.filter(({ answer }) => answer.kind === 'result');
}

/** A whole list, a planted entity, or what got through before. */
async function plainCall(
  connector: Connector,
  { name }: ToolDefinition,
  planted: readonly Planted[],
  seed: number,
): Promise<ToolCall> {
  const all = await listings(connector);
  const owner = all.find(({ get }) => get?.name === name)?.entity;
  const id = planted.find(({ entity }) => entity === owner)?.id;
  if (id !== undefined) return { tool: name, arguments: { id } };
  const isList = all.some(({ list }) => list.name === name);
  const working = isList ? [] : await workingCalls(connector, seed);
  return working.find(({ tool }) => tool === name) ?? { tool: name, arguments: {} };
}

/** The call with all else that its tool takes at once; where that is refused, with one after the other. */
async function withFilters(
  connector: Connector,
  tool: ToolDefinition,
  plain: ToolCall,
  seed: number,
): Promise<WitnessedCall[]> {
  const filters = optionalOf(tool).filter((name) => !PAGING.includes(name));
  if (filters.length === 0) return [];
  const words: Known[] = [];
  const ask = async (call: ToolCall) => witnessedCall(connector, call);
  const callWith = async (more: readonly string[]) => {
    const calls = () =>
      plainCallsWith(tool, words, more).map((call) => ({
        ...call,
        arguments: { ...call.arguments, ...plain.arguments },
      }));
    return untilItWorks(tool, calls, { words, seed, ask, tries: TRIES });
  };
  const all = await callWith(filters);
  if (all.answer.kind === 'result') return [all];
  const each: WitnessedCall[] = [];
  for (const name of filters) each.push(await callWith([name]));
  return each;
}

/** Of each list what is like the planted entity, by the filters that it fits, and the page after that. */
async function filteredLists(connector: Connector, planted: readonly Planted[]): Promise<WitnessedCall[]> {
  const asked: WitnessedCall[] = [];
  for (const { entity, list, items } of await listings(connector)) {
    const own = planted.find((one) => one.entity === entity);
    const item = items.find(({ id }) => id === own?.id);
    const fitting = optionalOf(list).flatMap((name) => {
      const value = item?.[name];
      return typeof value === 'string' ? Object.entries(argumentFor(list, name, value)) : [];
    });
    if (fitting.length === 0) continue;
    const args = { ...Object.fromEntries(fitting), ...pagesOf(list, FEW) };
    const first = await witnessedCall(connector, { tool: list.name, arguments: args });
    const cursor = nextCursor(first.answer);
    asked.push(first);
    if (cursor === undefined) continue;
    asked.push(await witnessedCall(connector, { tool: list.name, arguments: { ...args, cursor } }));
  }
  return asked;
}
