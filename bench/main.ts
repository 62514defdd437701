import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { campaignSummarySchema, type CampaignSummary } from '#contract/entities/campaign.ts';
import { openWorld } from '#fixtures/open-world.ts';
import { SCALES, type Scale } from '#fixtures/world-data.ts';
import { measure } from './measure.ts';
import { installPeers, versions } from './packages.ts';
import { table, verdict, type Comparison } from './report.ts';
import { jsonServer } from './servers/json-server.ts';
import { mockoon } from './servers/mockoon.ts';
import { prism } from './servers/prism.ts';
import { simulator } from './servers/simulator.ts';

const PORT = 4_390;

const options = new Command('npm run bench --')
  .description('Measures the simulator beside other mock servers over the same campaigns, in one run.')
  .addOption(new Option('--scale <name...>', 'only these sizes of the data').choices(SCALES))
  .option('--seconds <number>', 'how long each load lasts', positive, 5)
  .option('--patience <seconds>', 'how long a server may take to give its first page', positive, 120)
  .option('--json <file>', 'write the figures to a file')
  .parse()
  .opts();

await installPeers();
const comparisons: Comparison[] = [];
for (const scale of options.scale ?? SCALES) comparisons.push(await compare(scale));
if (options.json !== undefined) {
  const machine = { cores: cpus().length, model: cpus()[0]?.model, node: process.version };
  await writeFile(options.json, `${JSON.stringify({ machine, comparisons }, null, 2)}\n`);
}

async function compare(scale: Scale): Promise<Comparison> {
  const campaigns = campaignsOf(scale);
  const comparison: Comparison = { scale, campaigns: campaigns.length, servers: [] };
  const rows = function* (): Generator<CampaignSummary> {
    for (const record of campaigns)
      yield campaignSummarySchema.parse({ ...record, url: 'http://localhost/' });
  };
  const middle = campaigns[Math.floor(campaigns.length / 2)]?.id ?? '';
  for (const server of [simulator, jsonServer, prism, mockoon]) {
    process.stderr.write(`${scale}: ${server.name} …\n`);
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    try {
      const started = await server.prepare({ rows, middle, scale, port: PORT, folder });
      const { seconds, patience } = options;
      const outcome = await measure(started, { seconds, readyWithinMs: patience * 1000 });
      comparison.servers.push({ name: server.name, version: versions()[server.name] ?? '', outcome });
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  const count = new Intl.NumberFormat('en').format(comparison.campaigns);
  console.log(`\n### ${scale}: ${count} campaigns\n\n${table(comparison)}\n\n${verdict(comparison)}`);
  return comparison;
}

function campaignsOf(scale: Scale) {
  const world = openWorld({ seed: 1, scale, epoch: new Date('2026-06-15T12:00:00.000Z') });
  return world.tenants.get('megamart')?.().collections.campaigns ?? [];
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 3_600)) throw new InvalidArgumentError('Use a number of seconds above 0.');
  return number;
}
