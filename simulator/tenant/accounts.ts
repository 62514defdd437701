/** The world of everybody who asks for no other; its accounts are called what its users are called. */
export const STANDARD_WORLD = 'default';

const ACCOUNT = /^(?<before>[^@]+)\+(?<world>[a-z0-9-]{1,32})(?<after>@.*)?$/i;

/** What the user of a world, named by id or by email, is called outside it: `marketer+w1@lumenplay.example`, `u-1002+w1`. */
export function accountName(world: string, user: string): string {
  if (world === STANDARD_WORLD) return user;
  const at = user.indexOf('@');
  return at < 0 ? `${user}+${world}` : `${user.slice(0, at)}+${world}${user.slice(at)}`;
}

/** The world that an account names, and what its user is called there; null for a name without a world. */
export function partsOfAccount(account: string): { world: string; user: string } | null {
  const { before, world, after = '' } = ACCOUNT.exec(account)?.groups ?? {};
  return before === undefined || world === undefined
    ? null
    : { world: world.toLowerCase(), user: before + after };
}

/** What a user is called within a world, by either name. */
export function userName(world: string, name: string): string {
  const parts = partsOfAccount(name);
  return parts?.world === world ? parts.user : name;
}
