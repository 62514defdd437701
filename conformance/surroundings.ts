import type { Fetch } from './wire.ts';

/** The world around the command. */
export interface Surroundings {
  environment: NodeJS.ProcessEnv;
  fetch: Fetch;
  /** Writes the verdict. */
  print: (text: string) => void;
  /** Writes progress and complaints, without a line end. */
  note: (text: string) => void;
}

/** Takes the exit code of a command. */
export type Finish = (code: number) => void;
