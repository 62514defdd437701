import { z } from 'zod';
import type { createAuthorizationServer } from './authorization-server.ts';
import { soundFaultsSchema } from './faults.ts';
import { API } from './upstream.ts';
import { KINDS } from './world.ts';
import type { SoundWorld } from './world.ts';

const changeSchema = z.object({
  role: z.string().optional(),
  brands: z.array(z.string()).optional(),
  disabled: z.boolean().optional(),
});
const revokeSchema = z.object({ user: z.string(), client_id: z.string().optional() });
const members = z.record(z.string(), z.unknown());
const tokensSchema = z.object({ user: z.string(), claims: members.optional(), header: members.optional() });
const clockSchema = z.object({ advance: z.string().regex(/^PT\d+S$/u) });

/** The witness's side of the sound stack: the part of the control API that the suite asks for. */
export async function answerControl(
  request: Request,
  world: SoundWorld,
  server: Awaited<ReturnType<typeof createAuthorizationServer>>,
): Promise<Response> {
  const { pathname, searchParams: query } = new URL(request.url);
  if (pathname === '/journal') {
    const since = Number(query.get('since') ?? 0);
    const entries = world.journal.slice(since);
    return Response.json({ entries, next: world.journal.length, evicted: 0 });
  }
  if (pathname === '/world') return Response.json(world.state(query.get('tenant') ?? undefined));
  if (pathname === '/users') {
    const users = world.users.map(({ email, disabled, ...rights }) => ({
      email,
      disabled,
      memberships: [rights],
    }));
    return Response.json({ users });
  }
  if (pathname === '/messages')
    return Response.json({ messages: world.journal.filter(({ effect }) => effect === 'send') });
  if (pathname === '/visible') {
    const user = world.userOf(query.get('user') ?? '');
    const kind = KINDS.find((one) => one === query.get('entity'));
    const seen = user?.tenant === query.get('tenant') && kind !== undefined ? world.visible(user, kind) : [];
    return Response.json({ ids: seen.map(({ id }) => id) });
  }

  const body: unknown = await request.json();
  if (pathname === '/grants/revoke') {
    const { user, client_id: clientId } = revokeSchema.parse(body);
    server.revoke(user, clientId);
  } else if (pathname === '/tokens') {
    const { user: name, claims = {}, header = {} } = tokensSchema.parse(body);
    const user = world.userOf(name);
    return user === undefined
      ? Response.json({ error: { message: 'Unknown user.' } }, { status: 404 })
      : Response.json(await server.tokensFor(user, API, { claims, header }));
  } else if (pathname === '/clock') {
    world.move(Number(clockSchema.parse(body).advance.slice(2, -1)) * 1000);
  } else if (pathname === '/reset') {
    world.move(0);
    world.faults.set([]);
  } else if (pathname === '/faults') {
    world.faults.set(soundFaultsSchema.parse(body));
  } else if (pathname.startsWith('/users/')) {
    const user = world.userOf(decodeURIComponent(pathname.slice('/users/'.length)));
    const change = Object.entries(changeSchema.parse(body)).filter(([, value]) => value !== undefined);
    if (user !== undefined) Object.assign(user, Object.fromEntries(change));
    return Response.json({ user: { memberships: [{ role: user?.role }] } });
  }
  return Response.json({});
}
