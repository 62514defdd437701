import { html } from 'hono/html';
import type { Predicate } from '#contract/entities/predicate.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { count } from '../../pages/components/number.ts';
import { predicateTree } from '../../pages/components/predicate-tree.ts';
import { section } from '../../pages/components/section.ts';
import { foreignText } from '../../pages/components/text.ts';
import { time } from '../../pages/components/time.ts';
import { inWords } from '../../pages/components/words.ts';
import type { Html } from '../../pages/define.ts';
import { predicateWords } from '../../tenant/predicate-words.ts';
import { refLink, type Place } from '../place.ts';
import { segmentUsers, usersAmong } from './users-of.ts';
import { refList, userList, type DetailOf } from './view.ts';

export const segmentDetail: DetailOf<Collections['segments']> = (segment, place) => ({
  lead: segment.description,
  facts: [
    ['Key', html`<code>${segment.key}</code>`],
    ['Kind', inWords(segment.kind)],
    ['Customers', count(segment.customer_count)],
    ['Counted', time(segment.counted_at, place.tenant.time_zone)],
  ],
  sections: [
    section('Who belongs', definition(segment.definition, place)),
    section('Used in', userList(place, segmentUsers(place, segment))),
  ],
});

/** The campaigns that address a target group, drafts included. */
export function campaignsFor(place: Place, { id, campaigns }: Collections['target-groups']) {
  return usersAmong(place, 'campaigns', campaigns, ({ target_group: group }) => group.id === id);
}

export const targetGroupDetail: DetailOf<Collections['target-groups']> = (group, place) => ({
  lead: group.description,
  facts: [
    ['Customers', count(group.size)],
    ['Counted', time(group.sized_at, place.tenant.time_zone)],
    ['Priority', count(group.priority)],
  ],
  sections: [
    section('Who belongs', definition(group.criteria, place)),
    section('Exclusions', refList(place, 'target-groups', group.exclusions, 'Nobody is excluded.')),
    section(
      'Campaigns',
      refList(place, 'campaigns', campaignsFor(place, group), 'No campaign addresses it.'),
    ),
  ],
});

/** What is longer is easier to read as a tree. */
const MOST_LETTERS = 1200;

function definition(predicate: Predicate, place: Place): Html {
  const words = predicateWords(predicate, place.schema);
  return html`<p class="prose predicate-words">
      ${foreignText(words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS)} …` : words)}
    </p>
    ${predicateTree(predicate, (segment) => refLink(place, 'segments', segment))}`;
}
