import type { FaultRule } from './rules.ts';

/** Faults that go by a name. */
export interface FaultPreset {
  readonly name: string;
  /** What a client feels, as a sentence. */
  readonly description: string;
  readonly rules: readonly FaultRule[];
}

export const PRESETS: readonly FaultPreset[] = [
  {
    name: '429-storm',
    description:
      'About two of three calls are refused with 429; Retry-After is a number of seconds on some and a date on others.',
    rules: [
      { match: {}, effect: { status: 429, retryAfter: 1 }, probability: 0.45 },
      { match: {}, effect: { status: 429, retryAfterDate: 1 }, probability: 0.4 },
    ],
  },
  {
    name: 'analytics-down',
    description: 'Every question to analytics is answered with 503; the rest of the API works.',
    rules: ['analytics/*', 'analytics-jobs/*', 'audience-estimate'].map((path) => ({
      match: { path: `/api/v1/tenants/*/${path}` },
      effect: { status: 503 },
    })),
  },
  {
    name: 'slow-page-3',
    description: 'The third page of every list comes five seconds late.',
    rules: [{ match: { page: 3 }, effect: { latencyMs: 5000 } }],
  },
  {
    name: 'half-written-body',
    description: 'The connection breaks after the first 100 bytes of each body.',
    rules: [{ match: {}, effect: { truncate: 100, reset: true } }],
  },
  {
    name: 'clock-skew',
    description: "The API's clock is ten minutes ahead, as Date and Retry-After say.",
    rules: [{ match: {}, effect: { skewMs: 600_000 } }],
  },
];
