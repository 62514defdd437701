import { describe, expect, test } from 'vitest';
import { compileAudience } from './compile.ts';
import { explicitAudience, type ExplicitRow } from './explicit.ts';
import { demoVocabulary } from './testing/demo-vocabularies.ts';

const lumenplay = demoVocabulary('lumenplay');

function criteriaOf(...rows: readonly ExplicitRow[]) {
  const read = explicitAudience(rows, lumenplay);
  return read.ok ? read.value.criteria : read.failure;
}

describe('explicitAudience', () => {
  test('ANDs the rows of a group and ORs the groups', () => {
    const criteria = criteriaOf(
      { field: 'country', op: 'in', value: 'DE, AT' },
      { field: 'age', op: 'gte', value: '21' },
      { field: 'lifecycle_stage', op: 'eq', value: 'VIP', group: 2 },
    );

    expect(criteria).toEqual({
      type: 'or',
      children: [
        {
          type: 'and',
          children: [
            { type: 'attribute', attribute: 'country', operator: 'in', value: ['DE', 'AT'] },
            { type: 'attribute', attribute: 'age', operator: 'gte', value: 21 },
          ],
        },
        { type: 'lifecycle_stage', operator: 'in', values: ['VIP'] },
      ],
    });
  });

  test.each<[ExplicitRow, object]>([
    [
      { field: 'email_opt_in', op: 'eq', value: 'true' },
      { operator: 'eq', value: true },
    ],
    [
      { field: 'email_opt_in', op: 'ne', value: 'false' },
      { operator: 'ne', value: false },
    ],
    [
      { field: 'churn_risk', op: 'between', value: '45, 75' },
      { operator: 'between', value: [45, 75] },
    ],
    [
      { field: 'account_balance', op: 'lt', value: '1.500' },
      { operator: 'lt', value: 1.5 },
    ],
    [
      { field: 'registration_date', op: 'gt', value: '2026-03-01' },
      { operator: 'gt', value: '2026-03-01' },
    ],
    [
      { field: 'registration_date', op: 'within_days', value: '30' },
      { operator: 'within_days', value: 30 },
    ],
    [
      { field: 'last_login_date', op: 'not_within_days', value: '30' },
      { operator: 'not_within_days', value: 30 },
    ],
    [{ field: 'favourite_game', op: 'exists' }, { operator: 'exists' }],
    [
      { field: 'favourite_game', op: 'eq', value: 'Book “of” \\ and or' },
      { operator: 'eq', value: 'Book “of” \\ and or' },
    ],
    [
      { field: 'NGR', op: 'lte', value: '-5' },
      { attribute: 'net_gaming_revenue', operator: 'lte', value: -5 },
    ],
    [
      { field: 'value_segment', op: 'ne', value: 'Gold' },
      { type: 'value_segment', operator: 'not_in', values: ['Gold'] },
    ],
    [
      { field: 'segment', op: 'in', value: 'lapsed_vip' },
      { type: 'segment', operator: 'in', segment: { id: '4001', name: 'Lapsed VIP' } },
    ],
  ])('types %j by the schema', (row, rule) => {
    const criteria = criteriaOf(row);

    expect(criteria).toMatchObject(rule);
    const read = explicitAudience([row], lumenplay);
    expect(read.ok && compileAudience(read.value.words, lumenplay)).toEqual(read);
  });

  test.each<ExplicitRow>([
    { field: 'contry', op: 'eq', value: 'DE' },
    { field: 'country', op: 'eq', value: 'JP' },
    { field: 'country', op: 'gt', value: 'DE' },
    { field: 'age', op: 'gte', value: 'twenty' },
    { field: 'age', op: 'within_days', value: '30' },
    { field: 'age', op: 'between', value: '18' },
    { field: 'age', op: 'eq' },
    { field: 'registration_date', op: 'gt', value: '2026-02-31' },
    { field: 'lifecycle_stage', op: 'gt', value: 'VIP' },
    { field: 'lifecycle_stage', op: 'eq', value: 'Vipp' },
    { field: 'segment', op: 'eq', value: 'High Rollers' },
    { field: 'deposit', op: 'gte', value: '3' },
  ])('refuses %j', (row) => {
    expect(explicitAudience([row], lumenplay)).toMatchObject({
      ok: false,
      failure: [{ phrase: expect.any(String) }],
    });
  });

  test('refuses no rows', () => {
    expect(explicitAudience([], lumenplay)).toMatchObject({ ok: false });
  });
});
