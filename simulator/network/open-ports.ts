import { listen } from './listen.ts';
import type { Listening, TlsIdentity } from './listen.ts';

/** What may be served before it is there: a request waits for it. */
type Later<Value> = Value | Promise<Value>;

interface Served {
  fetch(request: Request): Promise<Response>;
  readonly control: { fetch(request: Request): Promise<Response> };
}

export interface Ports {
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** Absent: plain HTTP. The control API stays on it, since nobody beyond this computer reaches that. */
  tls?: TlsIdentity | undefined;
  /** Absent: the control API stays closed. */
  controlPort?: number;
}

export interface OpenPorts {
  /** The address of the port, which need not be the origin. */
  readonly url: string;
  readonly port: number;
  readonly controlUrl: string | null;
  close: () => Promise<void>;
}

/** A port that cannot be opened, and which of the two it is. */
export class PortError extends Error {
  override readonly name = 'PortError';
  readonly which: 'port' | 'controlPort';

  constructor(which: PortError['which'], at: { host: string; port: number }, cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const why = code === 'EADDRINUSE' ? 'is taken' : `cannot be opened (${code})`;
    super(`Port ${at.port} on ${at.host} ${why}.`, { cause });
    this.which = which;
  }
}

/** The control API answers to this machine alone, wherever the simulator itself is bound. */
const CONTROL_HOST = '127.0.0.1';

/** Opens the simulator's ports, all of them or none. */
export async function openPorts(
  { host, port, tls, controlPort }: Ports,
  simulator: () => Later<Served>,
): Promise<OpenPorts> {
  const site = await openPort('port', { host, port, tls }, async (request) =>
    (await simulator()).fetch(request),
  );
  try {
    const side =
      controlPort === undefined
        ? null
        : await openPort('controlPort', { host: CONTROL_HOST, port: controlPort }, async (request) =>
            (await simulator()).control.fetch(request),
          );
    return {
      url: site.url,
      port: site.port,
      controlUrl: side?.url ?? null,
      async close() {
        await Promise.all([site.close(), side?.close()]);
      },
    };
  } catch (error) {
    await site.close();
    throw error;
  }
}

async function openPort(
  which: PortError['which'],
  at: { host: string; port: number; tls?: TlsIdentity | undefined },
  answer: (request: Request) => Promise<Response>,
): Promise<Listening> {
  try {
    return await listen(at, answer);
  } catch (error) {
    throw new PortError(which, at, error);
  }
}
