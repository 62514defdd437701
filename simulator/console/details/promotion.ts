import { html } from 'hono/html';
import type { Promotion } from '#contract/entities/promotion.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { facts } from '../../pages/components/facts.ts';
import { count, money } from '../../pages/components/number.ts';
import { section } from '../../pages/components/section.ts';
import { table } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import { time } from '../../pages/components/time.ts';
import { inWords } from '../../pages/components/words.ts';
import type { Html } from '../../pages/define.ts';
import { carriersOf } from './users-of.ts';
import { userList, type DetailOf } from './view.ts';

export const promotionDetail: DetailOf<Collections['promotions']> = (promotion, place) => ({
  lead: promotion.description,
  facts: [
    ['Code', html`<code>${foreignText(promotion.code)}</code>`],
    ['Kind of code', promotion.code_kind === 'global' ? 'One for everybody' : 'One for each customer'],
    ['Reward', inWords(promotion.reward_type)],
    ['Valid from', time(promotion.valid_from, place.tenant.time_zone)],
    ['Valid until', promotion.valid_to ? time(promotion.valid_to, place.tenant.time_zone) : 'no end'],
  ],
  sections: [
    section('Tiers', tiers(promotion.tiers)),
    section('Limits', limits(promotion.limits)),
    section('Used in', userList(place, carriersOf(place, promotion))),
  ],
});

function tiers(rows: Promotion['tiers']): Html {
  return table({
    caption: 'What each tier gives, and for what.',
    rows,
    columns: [
      { head: 'Tier', kind: 'name', cell: (row) => foreignText(row.name) },
      { head: 'Condition', cell: (row) => foreignText(row.condition) },
      { head: 'Reward', kind: 'number', cell: (row) => html`${count(row.reward)} ${foreignText(row.unit)}` },
    ],
  });
}

function limits({
  per_customer: perCustomer,
  audience_cap: audience,
  reward_budget: budget,
  currency,
}: Promotion['limits']): Html {
  return facts([
    ['Per customer', perCustomer === null ? 'no limit' : count(perCustomer)],
    ['Customers', audience === null ? 'no limit' : count(audience)],
    ['Budget', budget === null ? 'no limit' : money(budget, currency)],
  ]);
}
