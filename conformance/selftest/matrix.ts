import type { Context } from '../define.ts';
import type { FoundCheck } from '../discover.ts';
import type { Requirement } from '../ledger/requirement.ts';
import { REQUIREMENTS } from '../ledger/requirements.ts';
import { DEGENERATES } from './degenerates.ts';
import { proveAcceptance, proveDegenerate, proveSaboteur } from './proofs.ts';
import type { DegenerateProof, Proof, SaboteurProof } from './proofs.ts';

/** A requirement, and what is proven of the checks that judge it. */
export interface Row {
  requirement: string;
  severity: Requirement['keyword'];
  level: Requirement['level'];
  clause: string;
  /** Each of its checks on the sound connector; none where nothing judges it. */
  accepts: Proof[];
  saboteurs: SaboteurProof[];
}

/** The requirements against the saboteurs, and the connectors that no suite may pass. */
export interface Matrix {
  rows: Row[];
  degenerates: DegenerateProof[];
  /** Requirements that no check can observe. */
  deferred: string[];
}

export interface Progress {
  /** The area of the requirement, or `degenerate`. */
  area: string;
  proof: Proof;
}

/** Proves every check; with `cross`, all the others are asked about each saboteur too. */
export async function prove(
  checks: readonly FoundCheck[],
  context: Context,
  cross: boolean,
  onProof: (progress: Progress) => void = () => {},
): Promise<Matrix> {
  const rows: Row[] = [];
  for (const { id, keyword, level, clause, deferred } of REQUIREMENTS) {
    if (deferred !== undefined) continue;
    const row: Row = { requirement: id, severity: keyword, level, clause, accepts: [], saboteurs: [] };
    const [own, others] = [checks.filter(judges(id)), checks.filter((found) => !judges(id)(found))];
    const area = id.split('.')[0] ?? '';
    for (const found of own) {
      const accepts = await proveAcceptance(found, context);
      row.accepts.push(accepts);
      onProof({ area, proof: accepts });
      for (const saboteur of found.check.saboteurs) {
        const proof = await proveSaboteur(found, saboteur, context, cross ? others : null);
        row.saboteurs.push(proof);
        onProof({ area, proof });
      }
    }
    rows.push(row);
  }
  const degenerates: DegenerateProof[] = [];
  for (const [breaks, degenerate] of Object.entries(DEGENERATES)) {
    const proof = await proveDegenerate(breaks, degenerate, checks, context);
    degenerates.push(proof);
    onProof({ area: 'degenerate', proof });
  }
  const deferred = REQUIREMENTS.filter((row) => row.deferred !== undefined).map(({ id }) => id);
  return { rows, degenerates, deferred };
}

function judges(id: string) {
  return ({ check }: FoundCheck) => check.requirement === id;
}
