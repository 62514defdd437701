import type { Check, Saboteur } from './define.ts';
import type { Connector } from './connector.ts';
import { NotTestable, Violation } from './finding.ts';
import { send } from './client/eras.ts';
import type { Ask, Era } from './client/eras.ts';
import type { RequirementId } from './ledger/requirements.ts';
import type { Message } from './client/wire.ts';

/** Requests that have to be refused, and one that differs from each of them in one thing and has to be answered. */
export interface Refusal {
  readonly requirement: RequirementId;
  eras(connector: Connector): Promise<readonly Era[]>;
  control(era: Era, connector: Connector): Ask | Promise<Ask>;
  /** The same request, wrong in one thing, by what is wrong. */
  readonly wrong: Readonly<Record<string, (ask: Ask, era: Era) => Ask>>;
  /** The code of the error; without one, the HTTP status decides. */
  readonly code?: number;
  status?(era: Era): number | null;
  /** What else is wrong with the error. */
  problem?(error: NonNullable<Message['error']>): string | null;
  readonly saboteurs: readonly [Saboteur, ...Saboteur[]];
}

/** A check that wrong requests are refused in the stated way, and right ones are not. */
export function refuses({ requirement, saboteurs, ...refusal }: Refusal): Check {
  return {
    requirement,
    async run(connector) {
      let refused = 0;
      for (const era of await refusal.eras(connector)) {
        const control = await refusal.control(era, connector);
        const right = await send(connector, control);
        if (right.answer?.result === undefined) {
          throw new NotTestable(`${right.exchange.request} is refused even when nothing is wrong with it`);
        }
        for (const [what, wrong] of Object.entries(refusal.wrong)) {
          const { status, answer, exchange } = await send(connector, wrong(control, era));
          const { error } = answer ?? {};
          const code = error?.code === undefined ? 'no error' : `error ${error.code}`;
          const got = `${code} with HTTP ${status}`;
          const wantedStatus = refusal.status?.(era) ?? null;
          const isRight =
            (refusal.code === undefined || error?.code === refusal.code) &&
            (wantedStatus === null || status === wantedStatus);
          const problem = isRight && error !== undefined ? (refusal.problem?.(error) ?? null) : null;
          if (!isRight || problem !== null) {
            throw new Violation(`${what} (${era.revision}) is answered with ${problem ?? got}`, {
              calls: [exchange, right.exchange],
            });
          }
          refused += 1;
        }
      }
      return `${refused} wrong requests are refused, the right ones are answered`;
    },
    saboteurs,
  };
}
