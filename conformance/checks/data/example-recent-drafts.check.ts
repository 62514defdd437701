import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listAll } from '../../samples/listing.ts';
import { rewriteArguments } from '../../sabotage/sabotage.ts';
import { argumentFor, propertiesOf, toolFor } from '../../tool-catalog.ts';

const HOUR_MS = 3_600_000;

export default defineCheck({
  requirement: 'data.example-recent-drafts',
  async run(connector) {
    const tool = toolFor(await connector.catalog(), 'list', 'campaign');
    const missing = ['status', 'created_after'].filter(
      (name) => tool === undefined || !(name in propertiesOf(tool)),
    );
    if (tool === undefined || missing.length > 0)
      throw new NotTestable(`no list of campaigns takes ${missing.join(' and ')}`);

    const session = await connector.as('wide');
    const whole = await listAll(session, tool.name);
    const now = Date.parse(whole.asOf ?? '');
    if (Number.isNaN(now)) throw new NotTestable('the list does not say as of when it is');
    const asked = await listAll(session, tool.name, {
      ...argumentFor(tool, 'status', 'draft'),
      created_after: new Date(now - HOUR_MS).toISOString(),
    });
    const recent = (age: number) =>
      whole.items.filter(
        (item) => item['status'] === 'draft' && Date.parse(String(item['created_at'])) >= now - age,
      );
    const [certain, possible] = [recent(HOUR_MS - 60_000), recent(HOUR_MS + 60_000)].map((items) =>
      items.map(({ id }) => id),
    );
    if (certain === undefined || possible === undefined || certain.length === 0) {
      throw new NotTestable('no draft campaign was created within the last hour');
    }
    const shown = asked.items.map(({ id }) => id);
    const wrong = [
      ...certain.filter((id) => !shown.includes(id)),
      ...shown.filter((id) => !possible.includes(id)),
    ];
    if (wrong.length > 0) {
      throw new Violation(`drafts of the last hour: wrong about ${wrong.slice(0, 5).join(', ')}`, {
        calls: asked.answers.map(({ exchange }) => exchange),
      });
    }
    return `${shown.length} drafts: ${shown.join(', ')}`;
  },
  saboteurs: [
    {
      breaks: 'lists drafts of any age',
      caught: /wrong about/u,
      sabotage: (wire) => rewriteArguments(wire, ({ arguments: { created_after: _after, ...rest } }) => rest),
    },
    {
      breaks: 'lists campaigns of any status',
      caught: /wrong about/u,
      sabotage: (wire) => rewriteArguments(wire, ({ arguments: { status: _status, ...rest } }) => rest),
    },
  ],
});
