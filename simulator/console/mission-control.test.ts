import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { demoWorld, visit } from './testing/visit.ts';

const world = demoWorld();
const PATH = '/console/tenants/lumenplay/mission-control';
const ADMIN = 'admin@lumenplay.example';

async function shown(email = ADMIN) {
  const answer = await visit(world, email, PATH);
  return { status: answer.status, page: parse(await answer.text()) };
}

describe('Mission Control', () => {
  test('shows the late stage of the daily process, and by how much it is late', async () => {
    const { page } = await shown();

    expect(page.querySelectorAll('.pipeline li')).toHaveLength(5);
    expect(page.querySelector('.pipeline-late')?.text.replaceAll(/\s+/g, ' ')).toMatch(
      /Late Campaigns processed expected 22 Nov 2026 14:04, 1 h late/,
    );
  });

  test('shows jobs with their progress, open incidents, and errors with what to do', async () => {
    const { page } = await shown();

    expect(page.text).toContain('Run of VIP Cash Drop – today');
    expect(page.querySelectorAll('.share-bar').length).toBeGreaterThan(5);
    expect(page.querySelectorAll('.section > .incidents > li')).toHaveLength(2);
    expect(page.text).toContain('Give the tag a default value in the template.');
  });

  test('shows jobs and errors of the user’s brands alone', async () => {
    const { page } = await shown('marketer.bet@lumenplay.example');

    expect(page.text).toContain('Fixtures and odds');
    expect(page.text).not.toContain('VIP Cash Drop');
  });

  test('is not for a viewer, whose navigation does not lead there', async () => {
    const { status, page } = await shown('viewer@lumenplay.example');

    expect(status).toBe(403);
    expect(page.querySelectorAll('.pipeline, .services, nav.side a[href$=mission-control]')).toEqual([]);
  });
});
