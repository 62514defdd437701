import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVault, newSecret, SealError } from './vault.ts';

const vault = createVault();

describe('a vault', () => {
  test('gives back what it sealed, for the place it was sealed for', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, place) => {
        const sealed = vault.seal(value, place);

        expect(vault.open(sealed, place)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(() => vault.open(sealed, `${place}.`)).toThrow(SealError);
      }),
    );
  });

  test('opens nothing that was altered in any byte, cut, or sealed by another', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.integer({ min: 1, max: 255 }), (value, at, change) => {
        const sealed = vault.seal(value, 'a');
        const altered = Uint8Array.from(sealed, (byte, index) =>
          index === at % sealed.length ? byte ^ change : byte,
        );

        expect(() => vault.open(altered, 'a')).toThrow(SealError);
        expect(() => vault.open(sealed.subarray(0, at % sealed.length), 'a')).toThrow(SealError);
        expect(() => createVault().open(sealed, 'a')).toThrow(SealError);
      }),
    );
  });

  test('never seals twice alike, names alike always, and differs by its secret in both', () => {
    const secret = newSecret();
    const [same, other] = [createVault(secret), createVault(newSecret())];

    expect(vault.seal('text', 'a')).not.toEqual(vault.seal('text', 'a'));
    expect(createVault(secret).name('text')).toBe(same.name('text'));
    expect(same.name('text')).not.toBe(other.name('text'));
    expect(same.name('text')).not.toContain('text');
  });
});
