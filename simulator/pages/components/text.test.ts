import * as fc from 'fast-check';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { emailText, foreignText } from './text.ts';

const shown = async (text: string) => String(await foreignText(text));

describe('foreignText', () => {
  test('shows any string as text alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const page = parse(await shown(text));

        expect(
          page.querySelectorAll('*').filter(({ tagName }) => !['BDI', 'SPAN'].includes(tagName)),
        ).toEqual([]);
        expect(page.querySelectorAll('span:not(.invisible)')).toEqual([]);
      }),
      { examples: [['<img src=x onerror=alert(1)>'], ['</bdi><script>1</script>'], ['&lt;']] },
    );
  });

  test('lets no character through that reorders or hides others', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            'a',
            'ب',
            '\u202E',
            '\u2066',
            '\u2069',
            '\u200B',
            '\uFEFF',
            '\u00AD',
            '\u0000',
            '\u{E0041}',
          ),
        ),
        async (characters) => {
          expect(await shown(characters.join(''))).not.toMatch(/[\p{Cf}\p{Cc}]/u);
        },
      ),
    );
  });

  test('shows an invisible character by its number', async () => {
    expect(parse(await shown('ev\u202Eil')).text).toBe('evU+202Eil');
  });

  test.each(['👩‍👩‍👧', '❤️', 'नमस्‍ते', 'Merħba', 'שלום', 'line one\n\tline two'])(
    'leaves %j as it is',
    async (text) => {
      expect(await shown(text)).toBe(`<bdi>${text}</bdi>`);
    },
  );
});

describe('emailText', () => {
  test('may go on to a second line at the host, and says what cannot be seen', async () => {
    expect(String(await emailText('ann@one.example'))).toContain('ann<wbr />@one.example');
    expect(String(await emailText('an\u200Bn'))).toContain('U+200B');
  });
});
