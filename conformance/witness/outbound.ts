import type { Connector } from '../connector.ts';
import type { Gate } from './inside.ts';

/** A request that left the connector, and what was answered. */
export interface Outbound {
  url: URL;
  request: Request;
  /** The body of the request, as text. */
  sent: string;
  status: number;
  /** The body of the answer, as text. */
  answered: string;
}

const THROUGH: Gate = async (request, send) => send(request);

/** Runs `action` while every request of the connector passes through `gate`, and returns those requests. */
export async function outboundDuring(
  connector: Connector,
  action: () => Promise<unknown>,
  gate: Gate = THROUGH,
): Promise<Outbound[]> {
  const inside = connector.inside();
  const seen: Outbound[] = [];
  inside.gate(async (request, send) => {
    const kept = request.clone();
    const response = await gate(request, send);
    seen.push({
      url: new URL(kept.url),
      request: kept,
      sent: await kept.clone().text(),
      status: response.status,
      answered: await response.clone().text(),
    });
    return response;
  });
  try {
    await action();
    return seen;
  } finally {
    inside.gate(null);
  }
}

/** The bearer token of a request; empty where there is none. */
export function bearerOf({ headers }: Request): string {
  return /^Bearer (.+)$/iu.exec(headers.get('authorization') ?? '')?.[1] ?? '';
}
