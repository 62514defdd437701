/** Tells the MCP client how a call gets on. */
export type Tell = (progress: { progress: number; message: string }) => Promise<void>;

export interface Progress {
  /** What is waited for from now on. */
  waitsFor(message: string): void;
  end(): void;
}

/**
 * Says at intervals that a call goes on and what it waits for. The number is the seconds that went by: it grows with each message, as
 * it has to, and how long the whole takes is not known.
 *
 * @see MCP 2026-07-28, Progress
 */
export function createProgress(tell: Tell | undefined, everyMs: number): Progress {
  if (tell === undefined) return { waitsFor: () => undefined, end: () => undefined };
  let message = 'Waiting for the answer of Optimove.';
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
    // Nobody listens any more: the call itself ends by its own signal.
    tell({ progress: (ticks * everyMs) / 1000, message }).catch(() => undefined);
  }, everyMs);
  return {
    waitsFor(next) {
      message = next;
    },
    end: () => clearInterval(timer),
  };
}
