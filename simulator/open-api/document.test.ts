import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import { EXAMPLES_FILE, readExamples } from './examples.ts';
import { createStillSimulator, recordExamples } from './testing/record-examples.ts';
import { readDocument } from './testing/read-document.ts';

const { simulator, operations } = await createStillSimulator();
const document = await readDocument(simulator);

describe('the OpenAPI document', () => {
  test('has nothing that a public linter complains of', async () => {
    const config = await createConfig({
      extends: ['recommended'],
      rules: {
        'operation-description': 'error',
        'operation-tag-defined': 'error',
        'parameter-description': 'error',
        // It takes localhost for a placeholder, and here the server is on this computer.
        'no-server-example.com': 'off',
      },
    });
    const problems = await lintFromString({
      source: JSON.stringify(document),
      absoluteRef: '/openapi.json',
      config,
    });

    const lines = problems.map(
      ({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer} ${message}`,
    );
    expect(lines).toEqual([]);
  });

  test('shows a call of every operation, and each way to be refused', () => {
    const { operations: shown, refusals } = readExamples();

    expect(Object.keys(shown).toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
    expect(Object.keys(refusals).toSorted()).toEqual(Object.keys(document.components.responses).toSorted());
  });

  test(`shows what happens: npm run examples leaves ${EXAMPLES_FILE.pathname.split('/').at(-1)} as it is`, async () => {
    const recorded: unknown = JSON.parse(JSON.stringify(await recordExamples()));

    expect(recorded).toEqual(readExamples());
  });
});
