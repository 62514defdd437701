import type { Example } from '../../open-api/operation.ts';

/** What acts of the demo world take, by the name of the act or the id of the endpoint; the rest take an empty body. */
const EXAMPLES: Readonly<Record<string, Example>> = {
  modify: { body: { name: 'Another name' } },
  schedule: { body: { starts_at: '2026-06-19T17:00:00+02:00', repeat_every_days: 7 } },
  'activate-campaign': { path: { id: '12008' }, after: ['submit-campaign', 'approve-campaign'] },
  'resume-campaign': { after: ['pause-campaign'] },
  'deactivate-promotion': { after: ['activate-promotion'] },
  'delete-stream': { after: ['duplicate-stream'] },
  'delete-trigger': { after: ['duplicate-trigger'] },
};

export function actExample(id: string, act: string): Example {
  return EXAMPLES[id] ?? EXAMPLES[act] ?? {};
}
