import { ask } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { rewriteAuthorization, rewriteCallback } from '../../../sabotage/sabotage-authorization.ts';

/** What a state may hold, where it goes wrong most easily: RFC 6749, appendix A.5, allows visible ASCII and the space. */
const STATES: Readonly<Record<string, string>> = {
  'with a space and a plus': 'a b+c',
  'with percent signs': '%41%zz%25',
  'with what ends a parameter': 'a&code=x#y;z=1?',
  'with quotes and brackets': `"'<>[]{}\\^\``,
  'of two thousand characters': 's'.repeat(2000),
};
/** An authorization ends in a code, or in an error. */
const ENDS: Readonly<Record<string, (start: URL) => void>> = {
  code: () => {},
  error: (start) => start.searchParams.delete('code_challenge'),
};

export default defineCheck({
  requirement: 'auth.state',
  async run(connector) {
    for (const [end, finish] of Object.entries(ENDS)) {
      for (const [what, state] of [...Object.entries(STATES), ['left out', null] as const]) {
        const { callback } = await ask(connector, {
          edit(start) {
            finish(start);
            if (state === null) start.searchParams.delete('state');
            else start.searchParams.set('state', state);
          },
        });
        if (callback?.searchParams.has(end) !== true)
          throw new NotTestable(`a request with a state ${what} does not end in ${end} at the client`);
        if (callback.searchParams.get('state') !== state)
          throw new Violation(`beside the ${end}, a state ${what} did not come back as it was sent`);
      }
    }
    return `${Object.keys(STATES).length} states came back as they were sent, with a code and with an error`;
  },
  saboteurs: [
    {
      breaks: 'reads a state twice',
      caught: /beside the code, a state with a space and a plus did not come back/u,
      sabotage: (wire) =>
        rewriteCallback(wire, ({ searchParams: answer }) => {
          const state = answer.get('state');
          if (state !== null) answer.set('state', state.replaceAll('+', ' '));
        }),
    },
    {
      breaks: 'cuts a long state when it tells an error',
      hides: 'rare argument',
      caught: /beside the error, a state of two thousand characters did not come back/u,
      sabotage: (wire) =>
        rewriteCallback(wire, ({ searchParams: answer }) => {
          const state = answer.get('state');
          if (state !== null && answer.has('error')) answer.set('state', state.slice(0, 1000));
        }),
    },
    {
      breaks: 'makes up a state where none was sent',
      caught: /a state left out did not come back/u,
      sabotage: (wire) =>
        rewriteAuthorization(wire, (query) => {
          if (!query.has('state')) query.set('state', '');
        }),
    },
  ],
});
