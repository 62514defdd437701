import { operationsOf, type Addressed, type OpenApi } from '../open-api/json-schema.ts';
import { Memory } from './memory.ts';
import { structuralDifferences, type Difference } from './structure.ts';
import { get, TargetError, type Answer, type Target } from './target.ts';

/** What came of a comparison. It holds names of operations, keys and types; no value of either side. */
export interface Parity {
  compared: string[];
  /** Operations that could not be compared, and why. */
  not_compared: { operation: string; why: string }[];
  differences: (Difference & { operation: string; path: string })[];
}

/** Asks both sides the same read-only questions, and says where the structure of the answers differs. */
export async function compareTargets(
  real: Target,
  simulator: Target,
  document: OpenApi,
  today: Date,
): Promise<Parity> {
  const parity: Parity = { compared: [], not_compared: [], differences: [] };
  const memories = { real: new Memory(today), simulator: new Memory(today) };
  let waiting = operationsOf(document).filter(
    (operation) =>
      operation.method === 'GET' &&
      operation['x-effect'] === 'read' &&
      schemeOf(operation) in real.credentials,
  );
  if (waiting.length === 0) throw new TargetError('No operation takes these credentials.');

  for (let asked = true; asked;) {
    asked = false;
    for (const operation of waiting) {
      const paths = memories.real.pathsOf(operation);
      const own = memories.simulator.pathsOf(operation)?.[0];
      if (paths === null || own === undefined) continue;
      const expected = await get(simulator, own, schemeOf(operation));
      memories.simulator.remember(operation, expected.body);
      const obstacles: (string | null)[] = [];
      for (const path of paths) {
        const found = await get(real, path, schemeOf(operation));
        if (found.status === 401) throw new TargetError(`${real.base} does not accept the credential (401).`);
        memories.real.remember(operation, found.body);
        const obstacle = obstacleTo(expected, found);
        obstacles.push(obstacle);
        if (obstacle !== null) continue;
        for (const difference of differencesOf(operation, expected, found, document))
          add(operation, difference);
      }
      const why = obstacles.includes(null) ? null : obstacles[0];
      if (typeof why === 'string') parity.not_compared.push({ operation: operation.operationId, why });
      else parity.compared.push(operation.operationId);
      waiting = waiting.filter((other) => other !== operation);
      asked = true;
    }
  }
  for (const { operationId } of waiting) {
    parity.not_compared.push({ operation: operationId, why: 'no earlier answer holds what it asks for' });
  }
  return parity;

  function add({ operationId, method, path }: Addressed, difference: Difference): void {
    const one = { operation: operationId, path: `${method} ${path}`, ...difference };
    const text = JSON.stringify(one);
    if (!parity.differences.some((other) => JSON.stringify(other) === text)) parity.differences.push(one);
  }
}

/** Why an answer says nothing about the structure. */
function obstacleTo(expected: Answer, found: Answer): string | null {
  if (expected.status !== 200) return `the simulator answers ${expected.status}`;
  if (found.status === 429) return 'it answers 429 there, however long one waits';
  if (found.status === 403) return 'the credential may not ask for it there (403)';
  return found.status === 200 && found.isEmpty ? 'there is nothing of it there' : null;
}

function differencesOf(
  { responses }: Addressed,
  expected: Answer,
  found: Answer,
  { components }: OpenApi,
): Difference[] {
  if (expected.status !== found.status) {
    return [{ kind: 'status', at: '', expected: String(expected.status), found: String(found.status) }];
  }
  if (expected.isJson !== found.isJson) {
    const [mine, theirs] = [expected, found].map(({ isJson }) => (isJson ? 'JSON' : 'something else'));
    return [{ kind: 'type', at: '', expected: mine ?? '', found: theirs ?? '' }];
  }
  const schema = responses[expected.status]?.content?.['application/json']?.schema;
  return schema === undefined ? [] : structuralDifferences(schema, found.body, components.schemas);
}

function schemeOf({ security }: Addressed): string {
  return Object.keys(security[0] ?? {})[0] ?? '';
}
