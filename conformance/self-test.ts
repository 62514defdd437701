import { openConnector } from './connector.ts';
import type { Context } from './define.ts';
import type { FoundCheck } from './discover.ts';
import { requirement } from './requirements.ts';
import { judgeOne } from './run.ts';
import { sabotaged } from './selftest/sabotaged.ts';
import { soundStack } from './selftest/sound-connector.ts';

/** One proof: a check on the sound connector, or on one of its saboteurs. */
export interface Proof {
  requirement: string;
  subject: string;
  holds: boolean;
  message: string;
}

/** Runs every check on the sound connector, which it has to accept, and on each of its saboteurs, which it has to catch. */
export async function* proofs(checks: readonly FoundCheck[], context: Context): AsyncGenerator<Proof> {
  for (const found of checks) {
    const { requirement: id, saboteurs } = found.check;
    const sound = await judgeOne(openConnector((await soundStack()).target), found, context);
    yield {
      requirement: id,
      subject: 'the sound connector',
      holds: sound.status === 'pass',
      message: sound.message,
    };

    const expected = requirement(id).keyword === 'MUST' ? 'fail' : 'warn';
    for (const saboteur of saboteurs) {
      const verdict = await judgeOne(openConnector(await sabotaged(saboteur)), found, context);
      yield {
        requirement: id,
        subject: `a connector that ${saboteur.breaks}`,
        holds: verdict.status === expected && saboteur.caught.test(verdict.message),
        message: verdict.message,
      };
    }
  }
}
