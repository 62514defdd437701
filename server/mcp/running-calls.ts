/** Knows which calls have not ended, so that a connector that stops can wait until they are written down. */
export function createRunningCalls() {
  const running = new Set<Promise<unknown>>();

  return {
    /** The same function, and whoever asks knows when it has ended. */
    watched<Call, Answer>(run: (call: Call) => Promise<Answer>): (call: Call) => Promise<Answer> {
      return async (call) => {
        const answer = run(call);
        running.add(answer);
        try {
          return await answer;
        } finally {
          running.delete(answer);
        }
      };
    },

    /** Resolves when those that run now have ended, in whatever way. */
    async ended(): Promise<void> {
      await Promise.allSettled(running);
    },
  };
}
