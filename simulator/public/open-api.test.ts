import { describe, expect, test } from 'vitest';
import { createDocumentValidator } from '../open-api/testing/document-validator.ts';
import { readDocument } from '../open-api/testing/read-document.ts';
import { createDemoSimulator } from '../testing/demo-simulator.ts';
import { discoverFunctions } from './registry.ts';
import { callExample, exampleRequest, prepareExample } from './testing/call-example.ts';

const functions = await discoverFunctions();
const validator = createDocumentValidator(await readDocument(await createDemoSimulator()));
const simulator = await createDemoSimulator();
/** Reads first: what is written afterwards is in the way of no example. */
const inOrder = functions.toSorted((a, b) => Number(a.effect !== 'read') - Number(b.effect !== 'read'));

describe('the OpenAPI document', () => {
  test.each(inOrder)('says of $id how it is asked and what it answers', async ({ id }) => {
    const described = validator.operations.find(({ operationId }) => operationId === id);
    if (described === undefined) throw new Error(`${id} is not in the document.`);
    const fresh = id.startsWith('optipromo-') ? await createDemoSimulator() : simulator;
    await prepareExample(fresh, id);

    expect(await validator.problemsOfRequest(described, exampleRequest(id))).toEqual([]);
    expect(await validator.problemsOfAnswer(described, await callExample(fresh, id))).toEqual([]);
    const stranger = await callExample(fresh, id, { key: 'nobody' });
    expect(await validator.problemsOfAnswer(described, stranger)).toEqual([]);
  });
});
