import { HIDINGS } from '../define.ts';
import type { Hiding } from '../define.ts';
import type { Matrix, Row } from './matrix.ts';
import type { Proof } from './proofs.ts';

/** How many of them are proven. */
export interface Share {
  proven: number;
  of: number;
}

/** A proof that does not hold, and why. */
export interface Broken {
  requirement: string;
  reason: string;
}

/** What a matrix comes to. */
export interface Totals {
  /** Requirements that are not deferred: proven when a check judges them and all its proofs hold. */
  requirements: Share;
  musts: Share;
  saboteurs: Share;
  hidden: readonly { hides: Hiding; share: Share }[];
  degenerates: Share;
  broken: Broken[];
}

/** Counts a matrix. */
export function totalsOf({ rows, degenerates }: Matrix): Totals {
  const saboteurs = rows.flatMap((row) => row.saboteurs);
  return {
    requirements: shareOf(rows, isProven),
    musts: shareOf(
      rows.filter(({ severity }) => severity === 'MUST'),
      isProven,
    ),
    saboteurs: shareOf(saboteurs, holds),
    hidden: HIDINGS.map((hiding) => ({
      hides: hiding,
      share: shareOf(
        saboteurs.filter(({ hides }) => hides === hiding),
        holds,
      ),
    })),
    degenerates: shareOf(degenerates, holds),
    broken: [
      ...rows.flatMap((row) => brokenIn(row.requirement, [...row.accepts, ...row.saboteurs])),
      ...rows
        .filter(({ accepts, saboteurs: own }) => accepts.length === 0 || own.length === 0)
        .map(({ requirement }) => ({ requirement, reason: 'no check with a saboteur judges it' })),
      ...brokenIn('degenerate', degenerates),
    ],
  };
}

/** True when a check judges the requirement, accepts the sound connector, and catches each saboteur of it. */
export function isProven({ accepts, saboteurs }: Row): boolean {
  return accepts.length > 0 && saboteurs.length > 0 && [...accepts, ...saboteurs].every(holds);
}

function holds({ broken }: Proof): boolean {
  return broken === null;
}

function shareOf<Thing>(things: readonly Thing[], proven: (thing: Thing) => boolean): Share {
  return { proven: things.filter(proven).length, of: things.length };
}

function brokenIn(requirement: string, proofs: readonly Proof[]): Broken[] {
  return proofs.flatMap(({ breaks, broken }) =>
    broken === null ? [] : [{ requirement, reason: `a connector that ${breaks}: ${broken}` }],
  );
}
