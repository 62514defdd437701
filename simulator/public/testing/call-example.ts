import type { Simulator } from '../../assemble.ts';
import { callPublic, publicRequest } from './call-public.ts';
import { EXAMPLES } from './examples.ts';

interface Change {
  key?: string;
  body?: unknown;
  path?: (path: string) => string;
}

/** Makes the call that the example of a function needs before it. */
export async function prepareExample(simulator: Simulator, id: string): Promise<void> {
  const after = EXAMPLES[id]?.after;
  if (after !== undefined) await callPublic(simulator, after.call, { body: after.body });
}

/** The example of a function, or what a change makes of it. */
export function exampleRequest(id: string, { path = (same) => same, ...change }: Change = {}): Request {
  const { call = '/no-example', method, body } = EXAMPLES[id] ?? {};
  return publicRequest(path(call), { ...(method && { method }), body, ...change });
}

export async function callExample(simulator: Simulator, id: string, change?: Change): Promise<Response> {
  return simulator.fetch(exampleRequest(id, change));
}
