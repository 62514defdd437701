import type { Fetch } from '../client/wire.ts';

/** What the connector has written down so far, as text, wherever it writes. */
export interface Written {
  /** What it measures and sends to a collector. */
  telemetry: string;
  /** Who called which tool, with what, to what end. */
  audit: string;
  /** What it tells its operator. */
  log: string;
}

/** Stands between the connector and what it asks: it sends a request on when it likes, changed or not, or answers it itself. */
export type Gate = (request: Request, send: Fetch) => Promise<Response>;

/** What a run in one process with the connector sees and steers besides (L3). */
export interface Inside {
  /** Where the connector may connect to: the origins of the API and of the issuer. */
  readonly origins: readonly string[];
  /** Puts a gate before every request of the connector, in the place of the one before; null takes it away. */
  gate(gate: Gate | null): void;
  written(): Promise<Written>;
}

/** The gate of a run: it is open until a check closes it. */
export function createGate(): { outbound: (send: Fetch) => Fetch; gate: Inside['gate'] } {
  let current: Gate | null = null;
  return {
    outbound: (send) => async (request) => (current === null ? send(request) : current(request, send)),
    gate: (gate) => {
      current = gate;
    },
  };
}

/** What a request gets from a server that never answers: nothing, until whoever asks gives up. */
export async function neverAnswers({ signal }: Request): Promise<Response> {
  const { promise, reject } = Promise.withResolvers<Response>();
  const giveUp = () => reject(signal.reason);
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp, { once: true });
  return promise;
}
