import type { Html } from '../../pages/define.ts';
import type { ControlContext, Problem } from '../call.ts';

/** A request to the dashboard. */
export interface Visit extends ControlContext {
  url: URL;
  /** What stands before the paths of the pages of this world; empty for the default one. */
  base: string;
  /** Why the form that was sent was refused; shown above it. */
  problem?: Problem | undefined;
  /** The form that was refused, to be mended rather than written again. */
  refused?: URLSearchParams;
}

/** A page of the dashboard. Its forms are sent to its own address, and come back to it. */
export interface DashboardPage {
  readonly path: `/${string}`;
  show(visit: Visit): Html | Response | Problem;
  /** Does what a form asks for. */
  send?(visit: Visit, form: URLSearchParams): unknown;
}
