import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBody } from '../endpoints/read-body.ts';
import { Refusal } from '../endpoints/refusal.ts';
import { readQuery } from '../public/read-query.ts';
import type { Operation } from './operation.ts';
import { createDocumentValidator } from './testing/document-validator.ts';
import { allowedCalls, spoiledCalls } from './testing/generated-calls.ts';
import { readDocument } from './testing/read-document.ts';
import { createStillSimulator } from './testing/record-examples.ts';
import { requestOf, type SampleCall } from './testing/sample-calls.ts';

const { simulator, operations, credentials, succeed } = await createStillSimulator();
const validator = createDocumentValidator(await readDocument(simulator));

function operationNamed(id: string): Operation {
  const operation = operations.find((one) => one.id === id);
  if (operation === undefined) throw new Error(`${id} is in the document, but not in the route table.`);
  return operation;
}

/** Whether it is the form of the request that is refused, and not what it asks for. */
async function isRefusedForForm({ query, body }: Operation, request: Request): Promise<boolean> {
  if (readQuery(query, new URL(request.url)) instanceof Refusal) return true;
  return body !== undefined && (await readBody(body, request)) instanceof Refusal;
}

describe.each(validator.operations.map((one) => [one.operationId, one] as const))('%s', (id, described) => {
  const operation = operationNamed(id);
  const request = (call: SampleCall) => requestOf(operation, call, credentials[operation.security]);

  test('takes what the document allows, and refuses the form of nothing else', async () => {
    const { path } = (await succeed(operation)).call;
    const calls = fc.oneof(
      allowedCalls(validator.document, described, path),
      spoiledCalls(validator.document, described, path),
    );

    await fc.assert(
      fc.asyncProperty(calls, async (call) => {
        const problems = await validator.problemsOfRequest(described, request(call));
        const answer = await simulator.fetch(request(call));

        expect(await validator.problemsOfAnswer(described, answer)).toEqual([]);
        const isForbidden = problems.length > 0;
        const isRefused =
          answer.status === 400 && (isForbidden || (await isRefusedForForm(operation, request(call))));
        expect([isRefused, problems]).toEqual([isForbidden, problems]);
      }),
      { numRuns: 25 },
    );
  });
});
