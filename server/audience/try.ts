import { compileAudience } from './compile.ts';
import { openWorld } from '#fixtures/open-world.ts';
const world = openWorld({ seed: 1, scale: 'small', epoch: new Date('2026-05-20T09:30:00Z') });
const [tenant, ...texts] = process.argv.slice(2);
const t = world.tenants.get(tenant ?? '')!();
for (const text of texts) {
  const r = compileAudience(text, {
    schema: t.schema,
    segments: t.collections.segments as any,
    now: new Date('2026-05-20T09:30:00Z'),
    time_zone: 'UTC',
  });
  console.log(text, '\n  =>', r.ok ? r.value.words : JSON.stringify(r.failure));
}
