import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { grownList } from '../../tenant/grown-list.ts';
import { orderedRows } from './ordered-rows.ts';

const rows = fc.uniqueArray(fc.record({ id: fc.nat(50).map(String), at: fc.nat(5) }), {
  selector: ({ id }) => id,
});
const order = (a: { id: string; at: number }, b: { id: string; at: number }) =>
  a.at - b.at || Number(a.id) - Number(b.id);

test('orderedRows gives, for any list and any changes to it, what sorting all of it gives', () => {
  fc.assert(
    fc.property(rows, rows, fc.array(fc.nat(50).map(String)), (base, added, removed) => {
      const gone = new Set([...removed, ...added.map(({ id }) => id)]);
      const grown = grownList(base, added, gone);

      expect(orderedRows(base, 'at', order)).toEqual(base.toSorted(order));
      expect(orderedRows(grown, 'at', order)).toEqual([...grown].toSorted(order));
      expect(orderedRows(grown, 'at', order)).toEqual(orderedRows(grown, 'at', order));
    }),
  );
});
