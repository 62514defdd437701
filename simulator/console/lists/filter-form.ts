import { html } from 'hono/html';
import { CHANNEL_KINDS } from '#contract/entities/entity.ts';
import { channelList } from '../../pages/components/channel-words.ts';
import { statusWord } from '../../pages/components/status-mark.ts';
import { select } from '../../pages/components/field.ts';
import type { Html } from '../../pages/define.ts';
import { SORTS, type ListQuery } from './list-query.ts';
import type { Listing } from './listing.ts';

/** Search, filters and order of a list, as a form that a browser sends without script. */
export function filterForm<Row>(path: string, listing: Listing<Row>, query: ListQuery): Html {
  const sorts = Object.entries(SORTS).filter(
    ([sort]) => sort === 'name' || listing[sort === 'created' ? 'created' : 'updated'],
  );
  return html`<form class="filters" method="get" action="${path}" role="search">
    <div class="field field-search">
      <label for="query">Search</label>
      <input class="input" id="query" name="query" type="search" value="${query.text}" maxlength="200" />
    </div>
    ${
      listing.status &&
      select({
        name: 'status',
        label: listing.status.label,
        chosen: query.status,
        options: [['', 'Any'], ...listing.status.values.map((value) => [value, statusWord(value)] as const)],
      })
    }
    ${
      listing.channels &&
      select({
        name: 'channel',
        label: 'Channel',
        chosen: query.channel,
        options: [['', 'Any'], ...CHANNEL_KINDS.map((kind) => [kind, channelList([kind])] as const)],
      })
    }
    ${sorts.length > 1 && select({ name: 'sort', label: 'Order', chosen: query.sort, options: sorts })}
    <button class="button" type="submit">Apply</button>
    ${(query.text || query.status || query.channel) && html`<a class="filters-clear" href="${path}">Clear</a>`}
  </form>`;
}
