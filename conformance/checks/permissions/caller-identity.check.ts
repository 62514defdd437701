import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../known-things.ts';
import { towardsNarrow } from '../../hiding.ts';
import { besideCalls } from '../../sabotage.ts';

export default defineCheck({
  requirement: 'permissions.caller-identity',
  async run(connector) {
    const witness = connector.witness();
    const identities = new Map<string, string | null>();
    for (const who of ['wide', 'narrow'] as const) {
      const session = await connector.as(who);
      for (const { list } of await listings(connector)) {
        let exchange;
        const entries = await witness.during(async () => ({ exchange } = await session.call(list.name, {})));
        const users = new Set(entries.map((entry) => entry.user_id));
        const [user] = users;
        const known = identities.get(who);
        if (user === undefined)
          throw new NotTestable(`no request reached the API during ${list.name}: see data.live`);
        if (users.size > 1 || user === null || (known !== undefined && known !== user)) {
          throw new Violation(
            `during one call of ${who} the API was asked in the name of ${[...users].join(' and ')}`,
            {
              calls: exchange === undefined ? [] : [exchange],
              journal: entries,
            },
          );
        }
        identities.set(who, user);
      }
    }
    if (identities.get('wide') === identities.get('narrow')) {
      throw new Violation(`the API is asked in the same name for two users: ${identities.get('wide')}`);
    }
    return 'every request bears the user who called';
  },
  saboteurs: [
    {
      breaks: 'looks things up in the name of a service',
      caught: /in the name of .*service/u,
      sabotage: (wire) => besideCalls(wire, () => wire.mischief.upstream('read')),
    },
    {
      breaks: 'looks up in the name of a service what a user who may see little asks for',
      caught: /during one call of narrow .*service/u,
      hides: 'role',
      sabotage: (wire) =>
        towardsNarrow(wire, (their) => besideCalls(their, () => their.mischief.upstream('read'))),
    },
  ],
});
