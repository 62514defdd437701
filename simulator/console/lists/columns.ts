import { html } from 'hono/html';
import type { ChannelKind } from '#contract/entities/entity.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { channelList } from '../../pages/components/channel-words.ts';
import { count } from '../../pages/components/number.ts';
import { statusMark } from '../../pages/components/status-mark.ts';
import type { Column } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import { shortTime } from '../../pages/components/time.ts';
import { consolePath, type Place } from '../place.ts';

interface Named {
  id: string;
  name: string;
  brand?: string;
  source?: string;
}

/** The link to the entity's page, and below it what tells it from its namesakes. */
export function nameColumn(
  place: Place,
  collection: keyof Collections,
  note: (row: Named) => string = () => '',
): Column<Named> {
  return {
    head: 'Name',
    kind: 'name',
    cell: (row) =>
      html`<a href="${consolePath(place.tenant.id, collection, row.id)}">${foreignText(row.name)}</a>
        <span class="row-note"
          >${[row.id, note(row), row.brand, row.source === 'mcp' && 'MCP connector'].filter(Boolean).join(' · ')}</span
        >`,
  };
}

export const statusColumn: Column<{ status: string }> = {
  head: 'Status',
  cell: ({ status }) => statusMark(status),
};

export const channelsColumn: Column<{ channels: readonly ChannelKind[] }> = {
  head: 'Channels',
  cell: ({ channels }) => channelList(channels) || '–',
};

export function updatedColumn(zone: string): Column<{ updated_at: string }> {
  return { head: 'Updated', cell: ({ updated_at: at }) => shortTime(at, zone) };
}

/** A right-aligned number. */
export function numberColumn<Row>(head: string, value: (row: Row) => number): Column<Row> {
  return { head, kind: 'number', cell: (row) => count(value(row)) };
}
