import { createHash } from 'node:crypto';
import { ENTITIES } from '../../tool-catalog.ts';
import type { JournalEntry } from '../../witness/witness.ts';
import { ApiFault, createSoundFaults } from './faults.ts';

/** An entity of the tiny tenant. */
export interface Thing {
  id: string;
  name: string;
  brand: string;
  status?: string;
  channels: string[];
  created_at: string;
  [more: string]: unknown;
}

export interface SoundUser {
  id: string;
  email: string;
  password: string;
  tenant: string;
  role: string;
  brands: string[];
  disabled: boolean;
}

export interface Speaker {
  user: SoundUser;
  clientId: string;
  scopes: string[];
}

export const KINDS = [...ENTITIES, 'channel'] as const;
export type Kind = (typeof KINDS)[number];

const START = Date.UTC(2026, 4, 1, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const USERS: readonly SoundUser[] = [
  {
    id: 'u1',
    email: 'wide@alpha.test',
    password: 'open sesame',
    tenant: 'alpha',
    role: 'marketer',
    brands: ['one', 'two'],
    disabled: false,
  },
  {
    id: 'u2',
    email: 'narrow@alpha.test',
    password: 'open sesame',
    tenant: 'alpha',
    role: 'marketer',
    brands: ['two'],
    disabled: false,
  },
  {
    id: 'u3',
    email: 'other@beta.test',
    password: 'open sesame',
    tenant: 'beta',
    role: 'marketer',
    brands: ['three'],
    disabled: false,
  },
  {
    id: 'u4',
    email: 'viewer@alpha.test',
    password: 'open sesame',
    tenant: 'alpha',
    role: 'viewer',
    brands: ['one'],
    disabled: false,
  },
];

/** The smallest world that every requirement can be seen in: two tenants, three brands, four users, a journal and a clock. */
export function createSoundWorld() {
  const users = USERS.map((user) => ({ ...user }));
  const journal: JournalEntry[] = [];
  const tenants = new Map([
    ['alpha', thingsOf('alpha', ['one', 'two'], 1000)],
    ['beta', thingsOf('beta', ['three'], 5000)],
  ]);
  const faults = createSoundFaults();
  let moved = 0;
  let nextId = 9000;

  const thingsIn = (tenant: string, kind: Kind): Thing[] => tenants.get(tenant)?.get(kind) ?? [];
  const world = {
    users,
    journal,
    tenants,
    faults,
    jobs: new Array<{ readyAt: number; rows: unknown }>(),
    /** The drafts that attempts with a key have made. */
    attempts: new Map<string, Thing>(),
    now: () => new Date(START + moved),
    move: (milliseconds: number) => (moved = milliseconds === 0 ? 0 : moved + milliseconds),
    userOf: (emailOrId: string) => users.find(({ id, email }) => id === emailOrId || email === emailOrId),
    visible: (user: SoundUser, kind: Kind) =>
      thingsIn(user.tenant, kind).filter(({ brand }) => user.brands.includes(brand)),
    /** A request to the tenant API, in the name of whoever makes it: a fault may refuse it, or lose its answer. */
    request(
      by: Speaker,
      effect: string,
      endpoint: string,
      { deed, entity, path }: { deed?: () => void; entity?: JournalEntry['entity']; path?: string } = {},
    ) {
      const strike = faults.strike(effect === 'read' ? 'GET' : 'POST');
      if (strike?.refused !== true) deed?.();
      const isTold = path !== undefined && faults.answerAt(path) !== null;
      world.write(by, effect, endpoint, {
        status: strike?.status ?? 200,
        ...(entity && { entity }),
        ...(isTold && { fault: ['body'] }),
      });
      if (strike !== null) throw new ApiFault(strike.words);
    },
    /** Writes a request into the journal. */
    write(
      by: Speaker | null,
      effect: string,
      endpoint: string,
      { status = 200, ...more }: Partial<Pick<JournalEntry, 'status' | 'entity' | 'fault'>> = {},
    ) {
      journal.push({
        seq: journal.length + 1,
        time: world.now().toISOString(),
        endpoint,
        method: effect === 'read' ? 'GET' : 'POST',
        path: `/${endpoint}`,
        effect,
        tenant_id: by?.user.tenant ?? null,
        user_id: by?.user.id ?? null,
        client_id: by?.clientId ?? null,
        scopes: by?.scopes ?? [],
        status,
        ...more,
      });
    },
    addDraft(by: Speaker, kind: Kind, content: { name: string }, attempt: string | null): Thing {
      const draft: Thing = {
        ...content,
        id: String((nextId += 1)),
        brand: by.user.brands[0] ?? '',
        status: 'draft',
        channels: [],
        created_at: world.now().toISOString(),
        created_by: by.user.id,
        updated_at: world.now().toISOString(),
      };
      draft['url'] = consoleAddress(by.user.tenant, kind, draft.id);
      world.request(by, 'create_draft', `create-${kind}-draft`, {
        deed() {
          thingsIn(by.user.tenant, kind).push(draft);
          if (attempt !== null) world.attempts.set(attempt, draft);
        },
        entity: { type: kind, id: draft.id },
      });
      return draft;
    },
    state(tenant?: string) {
      const chosen = [...tenants].filter(([id]) => tenant === undefined || id === tenant);
      const entities = Object.fromEntries(
        KINDS.map((kind) => {
          const things = chosen.flatMap(([, kinds]) => kinds.get(kind) ?? []);
          return [kind, { count: things.length, hash: hashOf(things) }];
        }),
      );
      return { hash: hashOf(entities), entities };
    },
  };
  return world;
}
export type SoundWorld = ReturnType<typeof createSoundWorld>;

function thingsOf(tenant: string, brands: readonly string[], firstId: number): Map<Kind, Thing[]> {
  return new Map(
    KINDS.map((kind, index) => {
      const things = Array.from({ length: kind === 'campaign' ? 40 : 12 }, (_, n): Thing => {
        const minutesAgo = kind === 'campaign' && n < 6 ? n * 10 + 5 : 120 + n * 600;
        return {
          id: String(firstId + index * 100 + n),
          name: `${tenant} ${kind} ${n}`,
          brand: brands[n % brands.length] ?? '',
          ...(kind !== 'segment' && { status: n % 2 === 0 || n < 4 ? 'draft' : 'active' }),
          channels: [n % 3 === 0 ? 'sms' : 'email'],
          created_at: new Date(START - minutesAgo * MINUTE).toISOString(),
          updated_at: new Date(START - HOUR).toISOString(),
          created_by: 'u1',
          ...(n % 2 === 1 && CONTENT),
          url: consoleAddress(tenant, kind, String(firstId + index * 100 + n)),
        };
      });
      if (kind === 'segment' && things[1] !== undefined) Object.assign(things[1], LAPSED_VIP);
      return [kind, things];
    }),
  );
}

/** What a draft may hold besides. */
const CONTENT = { description: 'Made by hand.', event: 'deposit', conditions: [] };

function consoleAddress(tenant: string, kind: Kind, id: string): string {
  return `https://console.sound.test/${tenant}/${kind}/${id}`;
}

const LAPSED_VIP = {
  name: 'lapsed_vip',
  definition: {
    all: [
      { field: 'lifecycle_stage', operator: 'eq', value: 'churn' },
      {
        any: [
          { field: 'deposits_30d', operator: 'gt', value: 1000 },
          { field: 'tier', operator: 'in', value: ['gold'] },
        ],
      },
    ],
  },
};

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
