import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openConnector } from '../connector.ts';
import type { Context, Wire } from '../define.ts';
import { afterRefusals } from '../sabotage/sabotage-hidden.ts';
import { besideCalls } from '../sabotage/sabotage.ts';
import { soundStack } from '../selftest/sound-connector.ts';
import type { Fetch } from '../client/wire.ts';
import { keepIn, nameOf, ownCorpus, readCorpus } from './corpus.ts';
import { judgeGenerated } from './judge-generated.ts';
import type { PropertyId } from './properties.ts';

const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes each draft twice of which `when` is true, before or after the answer. */
const twice =
  (when: (asked: string, answer: string) => boolean) =>
  (wire: Wire): Fetch =>
  async (request) => {
    const [again, asked] = [request.clone(), await request.clone().text()];
    const response = await wire.fetch(request);
    return asked.includes('create_draft') && when(asked, await response.clone().text())
      ? wire.fetch(again)
      : response;
  };
const named = (effect: string, when: (args: string) => boolean) => (wire: Wire) =>
  besideCalls(wire, ({ arguments: args }) => {
    if (when(JSON.stringify(args))) wire.mischief.upstream(effect);
  });

/** The connector that each of them was found in. */
const FOUND_IN: Record<string, (wire: Wire) => Fetch> = {
  '7a0b583e0573ef0d': named('activate', (args) => args.includes('"!!"')),
  '73e4e6ce1ccc5dc9': (wire) =>
    afterRefusals(wire, /pointed to \S+activate/u, () => wire.mischief.upstream('activate')),
  f17aaaff00a4489e: named('modify', (args) => args.includes('"id":""')),
  c875b35f83910fca: twice((_asked, answer) => answer.includes('was lost')),
  '11f2017bb9ba60a1': twice((asked) => asked.includes('!!!')),
};
const corpus = ownCorpus();

describe('the counterexamples of this repository', () => {
  test('are each named after what they do', () => {
    expect(corpus.map(({ file }) => file)).toEqual(
      corpus.map((kept) => join(kept.requirement, `${nameOf(kept)}.json`)),
    );
    expect(corpus.map(nameOf).toSorted()).toEqual(Object.keys(FOUND_IN).toSorted());
  });

  test.for(corpus)('$file still catches a connector in which $seen', async (kept) => {
    const { target, mischief } = await soundStack();
    const context: Context = { seed: 1, runs: 0, floor: 0, spent: () => true, corpus: [kept] };
    const fetch = FOUND_IN[basename(kept.file, '.json')]?.({ ...target, mischief });
    if (fetch === undefined) throw new Error(kept.file);

    await expect(
      judgeGenerated(openConnector({ ...target, fetch }), context, propertyOf(kept.requirement)),
    ).rejects.toThrow(`(kept counterexample ${kept.file})`);
  });
});

describe('readCorpus', () => {
  test('reads what keepIn wrote, once for the same calls', () => {
    const [kept] = corpus;
    if (kept === undefined) throw new Error('There are some.');
    const { file, ...found } = kept;

    expect([keepIn(folder, found), keepIn(folder, found)]).toEqual([file, file]);
    expect(readCorpus(folder)).toEqual([kept]);
  });

  test('finds nothing in a folder that is not there yet', () => {
    expect(readCorpus(join(folder, 'none'))).toEqual([]);
  });

  test.each([
    ['{', 'it is no JSON'],
    ['[]', 'is no counterexample'],
    ['{"requirement":"../../etc","seen":"","scenario":{"faults":[],"sequences":[]}}', 'requirement'],
    [
      '{"requirement":"safety.no-send","seen":"","scenario":{"faults":[],"sequences":[{"as":"root","era":"newest","calls":[]}]}}',
      'scenario.sequences.0.as',
    ],
  ])('refuses %s in one line', (text, problem) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'bad.json'), text);

    expect(() => readCorpus(folder)).toThrow(problem);
    expect(() => readCorpus(folder)).toThrow(/^[^\n]+$/);
  });
});

function propertyOf(requirement: string): PropertyId {
  if (requirement === 'safety.drafts-only' || requirement === 'safety.no-modification') return requirement;
  return 'safety.no-activation';
}
