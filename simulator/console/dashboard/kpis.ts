import { html } from 'hono/html';
import type { MetricKey } from '#contract/analytics.ts';
import { count, difference, money, rate } from '../../pages/components/number.ts';
import type { Html } from '../../pages/define.ts';
import type { DashboardResults } from './results.ts';

interface Kpi {
  metric: MetricKey;
  label: string;
  kind: 'count' | 'percent' | 'points' | 'money';
  hint?: string;
}

const KPIS: readonly Kpi[] = [
  { metric: 'delivered', label: 'Messages delivered', kind: 'count' },
  { metric: 'delivery_rate', label: 'Delivery rate', kind: 'percent', hint: 'of those sent' },
  { metric: 'open_rate', label: 'Open rate', kind: 'percent', hint: 'of those delivered' },
  { metric: 'click_rate', label: 'Click rate', kind: 'percent', hint: 'of those delivered' },
  { metric: 'conversion_rate', label: 'Conversion rate', kind: 'percent', hint: 'of customers treated' },
  { metric: 'conversion_uplift', label: 'Conversion uplift', kind: 'points', hint: 'against control groups' },
  { metric: 'revenue', label: 'Revenue', kind: 'money', hint: 'of customers treated' },
  { metric: 'uplift', label: 'Revenue uplift', kind: 'money', hint: 'against control groups' },
];

/** The numbers to know at a glance, each with how it changed where there is something to compare with. */
export function kpis({ total, before }: DashboardResults, currency: string): Html {
  return html`<dl class="kpis">
    ${KPIS.map(({ metric, label, kind, hint }) => {
      const value = total[metric] ?? null;
      const earlier = before?.[metric] ?? null;
      return html`<div>
        <dt>${label}</dt>
        <dd class="kpi-value">${value === null ? '–' : written(value, kind, currency)}</dd>
        <dd class="kpi-note">${value !== null && earlier !== null ? change(value, earlier, kind) : hint}</dd>
      </div>`;
    })}
  </dl>`;
}

function written(value: number, kind: Kpi['kind'], currency: string): string {
  switch (kind) {
    case 'count':
      return count(value);
    case 'percent':
      return rate(value);
    case 'points':
      return `${difference(value)} points`;
    case 'money':
      return money(Math.round(value), currency, 0);
  }
}

/** Rates change by points, counts and money by a part of what they were. */
function change(value: number, earlier: number, kind: Kpi['kind']): string {
  const isRate = kind === 'percent' || kind === 'points';
  if (isRate) return `${difference(value - earlier)} points to the period before`;
  if (earlier === 0) return 'nothing in the period before';
  return `${difference((100 * (value - earlier)) / Math.abs(earlier))}% to the period before`;
}
