import { html } from 'hono/html';
import { errorSummary, field } from '../../pages/components/field.ts';
import { notice } from '../../pages/components/notice.ts';
import { foreignText } from '../../pages/components/text.ts';
import type { Html } from '../../pages/define.ts';
import { layout } from '../../pages/layout.ts';
import type { World } from '../../ports.ts';

export interface SignInView {
  world: World;
  /** What the form carries besides the two fields. */
  hidden: Readonly<Record<string, string>>;
  /** The application that the person signs in for, in its own words. */
  application?: string;
  email?: string;
  problem?: string;
  status?: string;
}

export function signInPage({ world, hidden, application, email, problem, status }: SignInView): Html {
  const body = html`<section class="card stack">
    <h1>Sign in to Optimove</h1>
    ${
      application === undefined
        ? html`<p class="lead">Use the account of a demo user.</p>`
        : html`<p class="lead">to go on to ${foreignText(application)}</p>`
    }
    ${status && notice({ tone: 'green', glyph: 'check', title: status, role: 'status' })}
    ${problem && errorSummary([{ field: 'email', message: problem }])}
    <form class="form" method="post">
      ${Object.entries(hidden).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
      )}
      ${field({
        name: 'email',
        label: 'Email',
        type: 'email',
        value: email,
        autocomplete: 'username',
        required: true,
        autofocus: true,
      })}
      ${field({
        name: 'password',
        label: 'Password',
        type: 'password',
        hint: 'Demo password: see the terminal that started the simulator.',
        autocomplete: 'current-password',
        required: true,
      })}
      <button class="button button-primary button-wide" type="submit">Sign in</button>
    </form>
  </section>`;
  return layout({ title: 'Sign in', world, body, width: 'narrow' });
}
