import { html } from 'hono/html';
import { jsonView } from '../../pages/components/json-view.ts';
import { counted } from '../../pages/components/number.ts';
import { pageHeader } from '../../pages/components/page-header.ts';
import { disclosure, section } from '../../pages/components/section.ts';
import type { Html } from '../../pages/define.ts';
import { PRESETS } from '../../faults/presets.ts';
import { Problem } from '../call.ts';
import { setFaults } from '../faults.ts';
import { actionButton, frame } from './frame.ts';
import type { DashboardPage, Visit } from './page.ts';

/** The faults that are set; a click sets those of a preset, or none. */
export const faultsPage: DashboardPage = {
  path: '/dashboard/faults',
  show(visit) {
    const { rules } = visit.world.faults;
    return frame(visit, {
      title: 'Faults',
      place: 'faults',
      body: html`${pageHeader({ heading: 'Faults', meta: [counted(rules.length, 'rule is set', 'rules are set')] })}
      ${section('Set now', current(visit))} ${section('Presets', presets(visit))}
      ${disclosure('Set rules of your own', ownRules(visit), visit.refused?.has('rules'))}`,
    });
  },
  send(visit, form) {
    const rules = form.get('rules');
    const preset = form.get('preset');
    if (preset !== null) return setFaults.run(visit, { preset });
    const given = parsed(rules ?? '[]');
    return given instanceof Problem ? given : setFaults.run(visit, given);
  },
};

function current({ world: { faults } }: Visit): Html {
  return faults.rules.length === 0
    ? html`<p class="muted">None: the tenant API answers as it should.</p>`
    : html`${jsonView(faults.rules, 'Rules that are set')}
        <div class="actions">${actionButton('Clear all faults', { rules: '[]' }, true)}</div>`;
}

function presets({ world: { faults } }: Visit): Html {
  const set = JSON.stringify(faults.rules);
  return html`<ul class="choices">
    ${PRESETS.map(
      ({ name, description, rules: own }) =>
        html`<li>
          <div>
            <h3 class="mono">${name}</h3>
            <p class="muted prose">${description}</p>
          </div>
          ${
            JSON.stringify(own) === set
              ? html`<span class="tag">Set</span>`
              : actionButton(`Set ${name}`, { preset: name })
          }
        </li>`,
    )}
  </ul>`;
}

function ownRules({ world: { faults }, refused }: Visit): Html {
  return html`<form class="form" method="post">
    <div class="field">
      <label for="rules">Rules as JSON</label>
      <textarea
        class="input mono"
        id="rules"
        name="rules"
        rows="10"
        spellcheck="false"
        aria-describedby="rules-hint"
      >
${refused?.get('rules') ?? JSON.stringify(faults.rules, null, 2)}</textarea>
      <p class="hint" id="rules-hint">The same that PUT /faults takes; they replace all that are set.</p>
    </div>
    <div class="actions"><button class="button" type="submit">Set these rules</button></div>
  </form>`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return new Problem(400, 'The rules are not JSON.');
  }
}
