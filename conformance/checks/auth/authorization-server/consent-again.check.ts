import { ask, codeIn } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { approvingUnasked } from './approving-unasked.ts';
import { signedIn } from './signed-in.ts';

export default defineCheck({
  requirement: 'auth.consent-again',
  async run(connector) {
    const browser = await signedIn(connector);
    const again = await ask(connector, { browser, until: 'consent' });
    if (codeIn(again) !== null)
      throw new Violation(
        'a client that anybody can pretend to be got a second code without being approved again',
      );
    return 'approved once, and asked again';
  },
  saboteurs: [
    {
      breaks: 'remembers whom a user approved',
      caught: /second code without being approved again/u,
      sabotage: (wire) => approvingUnasked(wire, () => true),
    },
  ],
});
