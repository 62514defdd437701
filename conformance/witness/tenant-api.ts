import { z } from 'zod';
import type { Connector } from '../connector.ts';
import { NotTestable } from '../finding.ts';
import { jsonSchema } from '../client/wire.ts';
import type { Json } from '../client/wire.ts';

/** Where something stands in the tenant API; `entity` in the singular, `target_group`. */
export interface Place {
  tenant: string;
  entity: string;
  id: string;
}

/** What somebody does in the tenant past the connector, as in the console. */
export interface TenantApi {
  readonly address: string;
  /** The whole answer about one entity, or, without an id, the first page of its list, in pages of one; null where there is none. */
  answer(place: Omit<Place, 'id'> & { id?: string }): Promise<Json | null>;
  /** Null where there is nothing that this user sees. */
  read(place: Place): Promise<Json | null>;
  /** Changes texts; false where the API does not let this user. */
  edit(place: Place, texts: Json): Promise<boolean>;
}

const answerSchema = z.object({ item: jsonSchema });

/** The tenant API in the name of whoever may do most in a tenant. */
export async function openTenantApi(connector: Connector, tenant: string): Promise<TenantApi> {
  const witness = connector.witness();
  const members = (await witness.users()).flatMap(({ email, memberships }) =>
    memberships.filter((one) => one.tenant === tenant).map(({ role }) => ({ email, role })),
  );
  const member = members.find(({ role }) => role === 'admin') ?? members[0];
  if (member === undefined) throw new NotTestable(`nobody works in ${tenant}`);
  const { api: token, address } = await witness.tokens(member.email);

  const ask = async (
    { tenant: inTenant, entity, id }: Omit<Place, 'id'> & { id?: string },
    method: string,
    body?: Json,
  ): Promise<Json | null> => {
    const path = [collectionOf(inTenant, entity), ...(id === undefined ? [] : [encodeURIComponent(id)])];
    const response = await connector.fetch(
      new Request(`${address}${path.join('/')}${id === undefined ? '?limit=1' : ''}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    const answer: unknown = await response.json().catch(() => null);
    return response.ok ? (jsonSchema.safeParse(answer).data ?? null) : null;
  };
  return {
    address,
    answer: async (place) => ask(place, 'GET'),
    read: async (place) => itemIn(await ask(place, 'GET')),
    edit: async (place, texts) => itemIn(await ask(place, 'PATCH', texts)) !== null,
  };
}

function itemIn(answer: Json | null): Json | null {
  return answerSchema.safeParse(answer).data?.item ?? null;
}

/** Where the API has what is of a kind: `/tenants/acme/target-groups`. */
export function collectionOf(tenant: string, entity: string): string {
  return `/tenants/${encodeURIComponent(tenant)}/${entity.replaceAll('_', '-')}s`;
}
