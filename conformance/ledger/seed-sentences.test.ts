import { describe, expect, test } from 'vitest';
import { sentenceHash, sentencesOf } from './seed-sentences.ts';

describe('sentencesOf', () => {
  test('cuts text at the end of sentences, not at addresses or numbers', () => {
    expect(sentencesOf('It listens at https://a.test/mcp. Version 1.0 is out. "Done."')).toEqual([
      'It listens at https://a.test/mcp.',
      'Version 1.0 is out.',
      '"Done."',
    ]);
  });

  test('takes each bullet for itself and joins a line that goes on in lower case', () => {
    expect(sentencesOf('They cannot:\n- Send mail\n- Read the key\nmcp-x - Write it')).toEqual([
      'They cannot:',
      'Send mail',
      'Read the key mcp-x',
      'Write it',
    ]);
  });

  test('leads every cell of a row by the first one', () => {
    expect(sentencesOf('| Kind | What |\n|---|---|\n| Reader | Reads. Never writes. |')).toEqual([
      'Kind: What',
      'Reader: Reads.',
      'Reader: Never writes.',
    ]);
  });

  test('gives a repeated sentence once', () => {
    expect(sentencesOf('Same here.\nSame here.')).toEqual(['Same here.']);
  });
});

describe('sentenceHash', () => {
  test('is the same whatever the white space', () => {
    expect(sentenceHash(' It\n\tlistens. ')).toBe(sentenceHash('It listens.'));
    expect(sentenceHash('It listens.')).not.toBe(sentenceHash('It listens'));
  });
});
