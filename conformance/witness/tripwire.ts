import child from 'node:child_process';
import dgram from 'node:dgram';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** A way out of this process that was tried. */
export interface Exit {
  by: 'socket' | 'datagram' | 'name' | 'process' | 'thread';
  to: string;
}

const LOOKUPS = /^(lookup|lookupService|resolve|reverse)/u;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[?::1\]?)$/u;
const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };
/** Discards what comes, and is as a rule not even there (RFC 863). */
const NOWHERE = { host: '127.0.0.1', port: 9 };
const THREADS = 'worker_threads';

/**
 * Runs `action` and returns every way out of the process that was tried meanwhile, other than to `origins`. `action`
 * sees them come. None is let out,
 * except that a thread is only seen. What a program took from `node:dns` or `node:child_process` by `require` before is not seen
 * there; sockets are seen wherever they come from.
 */
export async function exitsDuring(
  origins: readonly string[],
  action: (exits: readonly Exit[]) => Promise<unknown>,
): Promise<Exit[]> {
  const exits: Exit[] = [];
  const allowed = new Set(origins.flatMap(placesOf));
  const refused = (exit: Exit): boolean => {
    if (exit.by !== 'process' && allowed.has(exit.to)) return false;
    exits.push(exit);
    return true;
  };
  const onThread = () => exits.push({ by: 'thread', to: 'a worker' });
  const restore = [
    // Led to nowhere, a connection fails as one does that nobody takes.
    guard(net.Socket.prototype, 'connect', (args) =>
      refused({ by: 'socket', to: peerOf(args) }) ? [NOWHERE] : args,
    ),
    ...['send', 'connect'].map((method) =>
      guard(dgram.Socket.prototype, method, (args) =>
        unless(
          args,
          refused({ by: 'datagram', to: args.filter((arg) => typeof arg === 'string').at(-1) ?? 'a peer' }),
        ),
      ),
    ),
    ...[dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype].flatMap((module) =>
      functionsOf(module)
        .filter((name) => LOOKUPS.test(name))
        .map((name) =>
          guard(module, name, (args) => unless(args, refused({ by: 'name', to: placeOf(String(args[0])) }))),
        ),
    ),
    guard(child.ChildProcess.prototype, 'spawn', (args) =>
      unless(args, refused({ by: 'process', to: JSON.stringify(args[0]) })),
    ),
    ...['spawnSync', 'execSync', 'execFileSync'].map((name) =>
      guard(child, name, (args) => unless(args, refused({ by: 'process', to: String(args[0]) }))),
    ),
  ];
  subscribe(THREADS, onThread);
  syncBuiltinESMExports();
  try {
    await action(exits);
  } finally {
    for (const back of restore) back();
    unsubscribe(THREADS, onThread);
    syncBuiltinESMExports();
  }
  return exits;
}

type Arguments = readonly unknown[];

/** Lets `look` see the arguments of a method, change them, or throw. Returns how to take that away. */
function guard(target: object, name: string, look: (args: Arguments) => Arguments): () => void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') throw new Error(`There is no ${name} to put a tripwire before.`);
  Reflect.set(target, name, function guarded(this: unknown, ...args: unknown[]): unknown {
    return Reflect.apply(original, this, look(args));
  });
  return () => void Reflect.set(target, name, original);
}

function unless(args: Arguments, refused: boolean): Arguments {
  if (refused) throw new Error('The tripwire holds this.');
  return args;
}

function functionsOf(target: object): string[] {
  return Object.getOwnPropertyNames(target).filter((name) => typeof Reflect.get(target, name) === 'function');
}

/** Where a socket goes, of the forms that `net.Socket.connect` takes: options, a port and a host, or a path. */
function peerOf(args: Arguments): string {
  const [first, second] = args;
  const given: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof given !== 'object' || given === null)
    return placeOf(typeof second === 'string' ? second : 'localhost', String(given));
  const { host, port, path }: { host?: unknown; port?: unknown; path?: unknown } = given;
  return typeof path === 'string' && port === undefined
    ? path
    : placeOf(typeof host === 'string' ? host : 'localhost', String(port));
}

/** The host alone, which may be looked up, and host and port. */
function placesOf(origin: string): string[] {
  const { hostname, port, protocol } = new URL(origin);
  return [placeOf(hostname), placeOf(hostname, port === '' ? PORTS[protocol] : port)];
}

function placeOf(host: string, port?: string): string {
  const name = LOOPBACK.test(host) ? 'loopback' : host;
  return port === undefined ? name : `${name}:${port}`;
}
