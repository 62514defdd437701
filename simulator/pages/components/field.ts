import { html } from 'hono/html';
import type { Html } from '../define.ts';
import { glyph } from './glyph.ts';
import { notice } from './notice.ts';

export interface Field {
  name: string;
  label: string;
  /** `long` for text of several lines. */
  type: 'text' | 'email' | 'password' | 'number' | 'search' | 'datetime-local' | 'long';
  value?: string | undefined;
  hint?: string | undefined;
  /** What is wrong and how to mend it; also listed by `errorSummary`. */
  error?: string | undefined;
  autocomplete?: string | undefined;
  required?: boolean | undefined;
  /** For the first field with an error, or the first field of a fresh form. */
  autofocus?: boolean | undefined;
}

export interface Select {
  name: string;
  label: string;
  chosen: string;
  options: readonly (readonly [value: string, word: string])[];
}

/** Label above, hint below, error beside, all tied to the input for screen readers. The id of the input is its name. */
export function field(options: Field): Html {
  const { name, label, type, value, hint, error, autocomplete, required, autofocus } = options;
  const described = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ');
  const attributes = html`id="${name}" name="${name}" ${autocomplete && html`autocomplete="${autocomplete}"`}
  ${described && html`aria-describedby="${described}"`} ${error && html`aria-invalid="true"`}
  ${required && 'required'} ${autofocus && 'autofocus'}`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${
      type === 'long'
        ? html`<textarea class="input" rows="4" ${attributes}>${value ?? ''}</textarea>`
        : html`<input
            class="input"
            type="${type}"
            value="${type === 'password' ? '' : (value ?? '')}"
            ${type === 'email' && html`autocapitalize="none" spellcheck="false"`}
            ${attributes}
          />`
    }
    ${error && html`<p class="field-error" id="${name}-error">${glyph('cross')} ${error}</p>`}
    ${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
  </div>`;
}

/** A choice among words; label above. The id of the element is its name. */
export function select({ name, label, chosen, options }: Select): Html {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <select class="select" id="${name}" name="${name}">
      ${options.map(
        ([value, word]) => html`<option value="${value}" ${value === chosen && 'selected'}>${word}</option>`,
      )}
    </select>
  </div>`;
}

/** Sums up the errors of a form at its top, each a link to its field; nothing when there is none. */
export function errorSummary(errors: readonly { field?: string; message: string }[]): Html {
  if (errors.length === 0) return html``;
  return notice({
    tone: 'red',
    glyph: 'cross',
    title: errors.length === 1 ? 'There is a problem' : `There are ${errors.length} problems`,
    role: 'alert',
    body: html`<ul>
      ${errors.map(({ field: id, message }) =>
        id ? html`<li><a href="#${id}">${message}</a></li>` : html`<li>${message}</li>`,
      )}
    </ul>`,
  });
}
