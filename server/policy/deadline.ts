/** Waits for work no longer than `signal` lets it, even where the work does not listen to the signal. */
export async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/**
 * Waits for work that goes on without the call, as long as `patience` lets it; null once that is over. The call itself has more time,
 * to say how to ask again.
 */
export function createPatience(patience: AbortSignal, call: AbortSignal) {
  const signal = AbortSignal.any([patience, call]);
  return async function patiently<Value>(
    work: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value | null> {
    try {
      return await untilAborted(work(signal), signal);
    } catch (thrown) {
      call.throwIfAborted();
      if (patience.aborted) return null;
      throw thrown;
    }
  };
}
