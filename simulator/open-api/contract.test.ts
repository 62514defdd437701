import { describe, expect, test } from 'vitest';
import { createDocumentValidator } from './testing/document-validator.ts';
import type { Addressed } from './json-schema.ts';
import { readDocument } from './testing/read-document.ts';
import { createStillSimulator } from './testing/record-examples.ts';
import { requestOf, withFault, type Credentials, type SampleCall } from './testing/sample-calls.ts';

const { simulator, operations, credentials, succeed } = await createStillSimulator();
const validator = createDocumentValidator(await readDocument(simulator));
const lesser: Credentials = {
  bearer: await simulator.tokenFor('viewer@lumenplay.example'),
  apiKey: 'demo-lumenplay-integrations',
};

/** What is wrong with an answer by the document, after its status is the one that was meant. */
async function judge(id: string, answer: Response, statuses: readonly number[]): Promise<void> {
  expect(statuses).toContain(answer.status);
  expect(await validator.problemsOfAnswer(described(id), answer)).toEqual([]);
}

function described(id: string): Addressed {
  const found = validator.operations.find(({ operationId }) => operationId === id);
  if (found === undefined) throw new Error(`${id} is not in the document.`);
  return found;
}

/** The same about a tenant, or a thing in it, that does not exist. */
function elsewhere(call: SampleCall): SampleCall {
  const last = Object.keys(call.path).at(-1) ?? '';
  return { ...call, path: { ...call.path, [last]: 'does-not-exist' } };
}

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  const credential = credentials[operation.security];
  const send = (call: SampleCall, by: string | undefined = credential) =>
    simulator.fetch(requestOf(operation, call, by));

  test('is asked and answers as the document says, and says nothing else when refused', async () => {
    const { call, answer } = await succeed(operation);
    const request = requestOf(operation, call, credential);

    expect(await validator.problemsOfRequest(described(id), request)).toEqual([]);
    await judge(id, answer, [200, 201, 206]);
    await judge(id, await simulator.fetch(requestOf(operation, call, undefined)), [401]);
    await judge(id, await send(call, 'not a token'), [401]);
    await judge(id, await send(call, lesser[operation.security]), [200, 201, 403, 404, 409]);
    await judge(id, await send({ ...call, query: { ...call.query, colour: 'red' } }), [400]);
    if (Object.keys(call.path).length > 0) await judge(id, await send(elsewhere(call)), [400, 404]);
    if (call.body !== undefined) await judge(id, await send({ ...call, body: { colour: 'red' } }), [400]);
    for (const status of [429, 500]) {
      await judge(id, await withFault(simulator, { status, retryAfter: 3 }, () => send(call)), [status]);
    }
    if (operation.answers.some(({ status }) => status === 202)) {
      await judge(id, await withFault(simulator, { latencyMs: 60_000 }, () => send(call)), [202]);
    }
  });
});
