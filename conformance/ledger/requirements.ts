import type { Requirement } from './requirement.ts';
import { accessTokens } from '../requirements/access-tokens.ts';
import { auth } from '../requirements/auth.ts';
import { authorizationServer } from '../requirements/authorization-server.ts';
import { catalog } from '../requirements/catalog.ts';
import { data } from '../requirements/data.ts';
import { limits } from '../requirements/limits.ts';
import { liveness } from '../requirements/liveness.ts';
import { officialSuite } from '../requirements/official-suite.ts';
import { oauthClients } from '../requirements/oauth-clients.ts';
import { permissions } from '../requirements/permissions.ts';
import { privacy } from '../requirements/privacy.ts';
import { protocol } from '../requirements/protocol.ts';
import { protocolFeatures } from '../requirements/protocol-features.ts';
import { resourceServer } from '../requirements/resource-server.ts';
import { safety } from '../requirements/safety.ts';
import { signInPages } from '../requirements/sign-in-pages.ts';
import { transport } from '../requirements/transport.ts';

const rows = [
  ...transport,
  ...protocol,
  ...officialSuite,
  ...catalog,
  ...protocolFeatures,
  ...safety,
  ...permissions,
  ...auth,
  ...authorizationServer,
  ...accessTokens,
  ...resourceServer,
  ...oauthClients,
  ...signInPages,
  ...limits,
  ...privacy,
  ...data,
  ...liveness,
] as const;

export type RequirementId = (typeof rows)[number]['id'];

/** Every clause of the published page that binds a connector, and those of the standards that it relies on. */
export const REQUIREMENTS: readonly (Requirement & { readonly id: RequirementId })[] = rows;

/** The row with this id; an unknown id is a mistake of the caller. */
export function requirement(id: string): Requirement {
  const row = REQUIREMENTS.find((one) => one.id === id);
  if (row === undefined) throw new Error(`requirement ${id} is in no list of requirements/`);
  return row;
}

/** True for the id of a row, and then typed as one. */
export function isRequirementId(text: string): text is RequirementId {
  return REQUIREMENTS.some(({ id }) => id === text);
}
