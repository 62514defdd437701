import type { CampaignSummary } from '#contract/entities/campaign.ts';

/** One mock server under measurement: how it is started over some campaigns, and what it is asked. */
export interface Server {
  readonly name: string;
  /** Writes what the server reads at its start; what is prepared before is no part of the time to ready. */
  prepare(setup: Setup): Promise<Started>;
}

export interface Setup {
  /** Campaigns as a list shows them. */
  rows: () => Iterable<CampaignSummary>;
  /** The id of the one in the middle. */
  middle: string;
  scale: string;
  port: number;
  /** A folder for this server alone. */
  folder: string;
}

export interface Started {
  /** Arguments of Node.js. */
  command: readonly string[];
  variables?: Readonly<Record<string, string>>;
  /** The first 25 campaigns, and one of them in the middle of all. */
  page: string;
  item: string;
  /** Asked for once it can be reached, such as a token. */
  headers?: () => Promise<Record<string, string>>;
}
