export const AREAS = [
  'transport',
  'catalog',
  'safety',
  'permissions',
  'auth',
  'limits',
  'privacy',
  'data',
  'liveness',
] as const;
export type Area = (typeof AREAS)[number];

/** L1: what the wire shows. L2: with the simulator's journal as witness. L3: in one process with the connector. */
export const LEVELS = ['L1', 'L2', 'L3'] as const;
export type Level = (typeof LEVELS)[number];

/** One clause that binds a connector, in our own words. It is judged by the checks that name its id, or deferred. */
export interface Requirement {
  readonly id: `${Area}.${string}`;
  readonly clause: string;
  /** Section of the published page, or the standard that the page relies on. */
  readonly section: string;
  /** SHA-256 of each published sentence that the clause comes from; none where a standard is the source. */
  readonly sentence_sha256: readonly string[];
  readonly keyword: 'MUST' | 'SHOULD';
  readonly level: Level;
  /** Why no check judges it, and what would be needed to observe it. */
  readonly deferred?: string;
}

/** A sentence of the page that binds no connector. */
export interface NotBinding {
  readonly sentence_sha256: string;
  readonly reason: string;
}

/** The area is the part of the id before its dot. */
export function areaOf(requirement: Pick<Requirement, 'id'>): Area {
  const area = AREAS.find((name) => requirement.id.startsWith(`${name}.`));
  if (area === undefined)
    throw new Error(`requirement ${requirement.id} is in no known area: use one of ${AREAS.join(', ')}`);
  return area;
}
