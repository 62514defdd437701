import type { Simulator } from '../../assemble.ts';
import { callPublic } from './call-public.ts';
import { EXAMPLES } from './examples.ts';

/** Makes the call that the example of a function needs before it. */
export async function prepareExample(simulator: Simulator, id: string): Promise<void> {
  const after = EXAMPLES[id]?.after;
  if (after !== undefined) await callPublic(simulator, after.call, { body: after.body });
}

/** The example of a function, as another key when one is given. */
export async function callExample(
  simulator: Simulator,
  id: string,
  change: { key?: string; body?: unknown; path?: (path: string) => string } = {},
): Promise<Response> {
  const { call = '/no-example', method, body } = EXAMPLES[id] ?? {};
  const { path = (same) => same, ...rest } = change;
  return callPublic(simulator, path(call), { ...(method && { method }), body, ...rest });
}
