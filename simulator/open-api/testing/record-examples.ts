import { createSimulator } from '../../app.ts';
import { operationsOfBoth } from '../../described.ts';
import { discoverEndpoints } from '../../endpoints/registry.ts';
import { discoverFunctions } from '../../public/registry.ts';
import type { Examples } from '../examples.ts';
import type { Operation } from '../operation.ts';
import { createCaller, requestOf, withFault, type Credentials } from './sample-calls.ts';

const CLOCK = '2026-06-15T12:00:00.000Z';

/** A simulator whose time stands still, with the operations that it describes. */
export async function createStillSimulator() {
  const simulator = await createSimulator({ seed: 1, clock: CLOCK, onBug: rethrow });
  await simulator.control.fetch('/clock', {
    method: 'POST',
    body: JSON.stringify({ to: CLOCK, frozen: true }),
  });
  const operations = operationsOfBoth(await discoverEndpoints(), await discoverFunctions());
  const credentials: Credentials = {
    bearer: await simulator.tokenFor('admin@lumenplay.example'),
    apiKey: 'demo-lumenplay-admin',
  };
  return { simulator, operations, credentials, ...createCaller(simulator, operations, credentials) };
}

/** Calls every operation, and is refused in each way that there is. */
export async function recordExamples(): Promise<Examples> {
  const still = await createStillSimulator();
  const examples: Examples = { operations: {}, refusals: {} };
  // What reads comes first: what is created afterwards shows in no example but its own.
  for (const operation of still.operations.toSorted(
    (a, b) => Number(a.method !== 'GET') - Number(b.method !== 'GET'),
  )) {
    const { call, answer } = await still.succeed(operation);
    const text = await answer.text();
    const answers: Record<string, unknown> =
      text === '' ? {} : { [answer.status]: firstRows(JSON.parse(text)) };
    if (operation.answers.some(({ status }) => status === 202)) {
      const later = await withFault(still.simulator, { latencyMs: 60_000 }, () =>
        still.send(operation, call),
      );
      answers[later.status] = await later.json();
    }
    examples.operations[operation.id] = { request: call, answers };
  }
  examples.refusals = await recordRefusals(still);
  return examples;
}

/** A list of thousands shows no more than one of three. */
function firstRows(answer: unknown): unknown {
  return Array.isArray(answer) ? answer.slice(0, MOST_ROWS) : answer;
}

const MOST_ROWS = 3;
const NO_PARTS = { path: {}, query: {} };

type Still = Awaited<ReturnType<typeof createStillSimulator>>;

async function recordRefusals({
  simulator,
  operations,
  credentials,
  send,
}: Still): Promise<Record<string, unknown>> {
  const named = (id: string): Operation => {
    const operation = operations.find((one) => one.id === id);
    if (operation === undefined) throw new Error(`There is no operation ${id}.`);
    return operation;
  };
  const tenant = { tenant: 'lumenplay' };
  const list = named('list-campaigns');
  const draft = named('create-draft-trigger');
  const viewer = await simulator.tokenFor('viewer@lumenplay.example');
  const keyed = (name: string) => {
    const request = requestOf(
      draft,
      { path: tenant, query: {}, body: { name, event: 'deposit' } },
      credentials['bearer'],
    );
    request.headers.set('idempotency-key', 'attempt-1');
    return simulator.fetch(request);
  };
  await keyed('A name');
  await send(draft, { path: tenant, query: {}, body: draft.example?.body });
  const details = named('get-campaign-details');
  const actions = named('get-all-actions');
  const withStatus = (status: number) => withFault(simulator, { status }, () => send(actions, NO_PARTS));
  const answers: Record<string, Response> = {
    public_invalid_request: await send(details, { path: {}, query: { colour: 'red' } }),
    public_unauthorized: await simulator.fetch(requestOf(details, NO_PARTS, undefined)),
    public_forbidden: await simulator.fetch(requestOf(actions, NO_PARTS, 'demo-lumenplay-integrations')),
    public_not_found: await send(details, { path: {}, query: { CampaignID: '1' } }),
    public_conflict: await withStatus(409),
    public_rate_limited: await withStatus(429),
    public_internal_error: await withStatus(500),
    invalid_request: await send(list, { path: tenant, query: { colour: 'red' } }),
    unauthorized: await simulator.fetch(requestOf(list, { path: tenant, query: {} }, undefined)),
    forbidden: await simulator.fetch(requestOf(named('get-dashboard'), { path: tenant, query: {} }, viewer)),
    not_found: await send(named('get-campaign'), { path: { ...tenant, id: '1' }, query: {} }),
    conflict: await send(draft, { path: tenant, query: {}, body: draft.example?.body }),
    unprocessable: await keyed('Another name'),
    rate_limited: await withFault(simulator, { status: 429, retryAfter: 7 }, () =>
      send(list, { path: tenant, query: {} }),
    ),
    internal_error: await withFault(simulator, { status: 500 }, () =>
      send(list, { path: tenant, query: {} }),
    ),
  };
  const known = new Map(
    operations.flatMap(({ refusals }) => refusals.map(({ name, status }) => [name, status])),
  );
  for (const [name, status] of known) {
    if (answers[name]?.status !== status) throw new Error(`No call was recorded that is refused as ${name}.`);
  }
  return Object.fromEntries(
    await Promise.all(Object.entries(answers).map(async ([name, answer]) => [name, await answer.json()])),
  );
}

function rethrow(error: unknown): never {
  throw error;
}
