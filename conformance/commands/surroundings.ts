import type { Fetch } from '../client/wire.ts';

/** The world around the command. */
export interface Surroundings {
  environment: NodeJS.ProcessEnv;
  fetch: Fetch;
  /** A seed that nobody chose. */
  chance: number;
  /** The date of today, `2026-11-23`. */
  today: string;
  /** Where somebody watches: its size, and whether a line on it can be written over. */
  screen: Screen;
  /** Writes the verdict. */
  print: (text: string) => void;
  /** Writes progress and complaints, without a line end. */
  note: (text: string) => void;
}

export interface Screen {
  columns: number;
  rows: number;
  live: boolean;
}

/** Takes the exit code of a command. */
export type Finish = (code: number) => void;
