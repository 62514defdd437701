import { z } from 'zod';
import type { Simulator } from '../../app.ts';
import { prepareExample } from '../../public/testing/call-example.ts';
import { EXAMPLES } from '../../public/testing/examples.ts';
import type { Operation } from '../operation.ts';
import { publicSample } from './public-sample.ts';

/** A call of an operation, in its parts. */
export interface SampleCall {
  path: Record<string, string>;
  query: Record<string, string | readonly string[]>;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What opens the operations of each security scheme. */
export type Credentials = Readonly<Record<string, string>>;

const MOST_TRIED = 100;
const listSchema = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });
const itemSchema = z.object({ item: z.object({ id: z.string() }) });
const jobSchema = z.object({ job: z.object({ id: z.string() }) });

/** Makes a request of a call. */
export function requestOf(
  { method, path, security }: Operation,
  call: SampleCall,
  credential: string | undefined,
): Request {
  const opening: Record<string, string> =
    security === 'bearer' ? { authorization: `Bearer ${credential}` } : { 'x-api-key': credential ?? '' };
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(call.path[name] ?? ''));
  const search = new URLSearchParams(
    Object.entries(call.query).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  );
  return new Request(`http://localhost:4320${address}${search.size > 0 ? `?${search.toString()}` : ''}`, {
    method,
    headers: {
      ...call.headers,
      ...(credential !== undefined && opening),
      ...(call.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
  });
}

/**
 * Makes calls that succeed: what an operation takes comes from its example, and what that leaves open from the list beside it.
 * Of the things in the list, the first for which the call succeeds is taken.
 */
export function createCaller(
  simulator: Simulator,
  operations: readonly Operation[],
  credentials: Credentials,
) {
  const send = async (operation: Operation, call: SampleCall) =>
    simulator.fetch(requestOf(operation, call, credentials[operation.security]));

  async function listed(path: string): Promise<{ id: string; name: string }[]> {
    const list = operations.find((one) => one.method === 'GET' && one.path === path);
    if (list === undefined) return [];
    const call = { path: { tenant: 'lumenplay' }, query: { limit: String(MOST_TRIED) } };
    return listSchema.safeParse(await (await send(list, call)).json()).data?.items ?? [];
  }

  /** The job that a slow question becomes. */
  async function startedJob(): Promise<string> {
    const slow = operations.find(({ id }) => id === 'query-analytics');
    if (slow === undefined) return '';
    const { answer } = await withFault(simulator, { latencyMs: 1 }, async () => succeed(slow));
    return jobSchema.parse(await answer.json()).job.id;
  }

  async function candidates(operation: Operation): Promise<SampleCall[]> {
    const { path, query, example = {} } = operation;
    if (operation.security === 'apiKey') return [publicSample(operation)];
    const tenant: Record<string, string> = path.includes('/:tenant') ? { tenant: 'lumenplay' } : {};
    const job: Record<string, string> = path.includes('/:job') ? { job: await startedJob() } : {};
    const limit: Record<string, string> = 'limit' in query.shape ? { limit: '1' } : {};
    const base = {
      path: { ...tenant, ...job, ...example.path },
      query: { ...limit, ...example.query },
      ...(operation.body && { body: example.body ?? {} }),
    };
    if (path.includes('/:id') && example.path?.['id'] === undefined) {
      const things = await listed(path.slice(0, path.indexOf('/:id')));
      return things.map(({ id }) => ({ ...base, path: { ...base.path, id } }));
    }
    if (path.endsWith('/lookup')) {
      const things = await listed(path.replace('/lookup', ''));
      return things.map(({ name }) => ({ ...base, query: { ...base.query, name } }));
    }
    return [base];
  }

  /** The call after what must come before it, about what that was answered with; null where that did not succeed. */
  async function madeReady({ example }: Operation, call: SampleCall): Promise<SampleCall | null> {
    let ready = call;
    for (const before of operations
      .filter(({ id }) => example?.after?.includes(id) === true)
      .toSorted(byTurn)) {
      const { path } = ready;
      const answer = await send(before, { path, query: {}, body: before.example?.body ?? {} });
      if (!answer.ok) return null;
      const id = itemSchema.safeParse(await answer.json()).data?.item.id;
      if (id !== undefined) ready = { ...ready, path: { ...path, id } };
    }
    return ready;

    function byTurn(a: Operation, b: Operation): number {
      const turns = example?.after ?? [];
      return turns.indexOf(a.id) - turns.indexOf(b.id);
    }
  }

  async function succeed(operation: Operation): Promise<{ call: SampleCall; answer: Response }> {
    if (operation.method !== 'GET' || EXAMPLES[operation.id]?.after !== undefined) {
      await simulator.control.fetch('/reset', { method: 'POST', body: JSON.stringify({ what: ['data'] }) });
      await prepareExample(simulator, operation.id);
    }
    let said = 'nothing that it could be about is there';
    for (const call of await candidates(operation)) {
      const ready = await madeReady(operation, call);
      const answer = ready && (await send(operation, ready));
      if (ready && answer?.ok === true) return { call: ready, answer };
      said = (await answer?.text()) ?? said;
    }
    throw new Error(`No call of ${operation.id} succeeds. Give it an example that does: ${said}`);
  }

  return { send, succeed };
}

/** Does something while a fault is set on all calls. */
export async function withFault<Result>(
  simulator: Simulator,
  effect: object,
  act: () => Promise<Result>,
): Promise<Result> {
  const set = (rules: object[]) =>
    simulator.control.fetch('/faults', { method: 'PUT', body: JSON.stringify(rules) });
  await set([{ match: {}, effect }]);
  try {
    return await act();
  } finally {
    await set([]);
  }
}
