import type { SchemaItem } from '#contract/entities/schema-item.ts';

/** What a description of an audience may speak of: one tenant's schema and segments, and the moment it is read at. */
export interface AudienceVocabulary {
  readonly schema: readonly SchemaItem[];
  readonly segments: readonly { readonly id: string; readonly key: string; readonly name: string }[];
  readonly now: Date;
  /** IANA name; it decides which day "yesterday" is. */
  readonly time_zone: string;
}
