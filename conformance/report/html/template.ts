import type { HtmlEscapedString } from 'hono/utils/html';

/** Part of a page; everything put into it is escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
