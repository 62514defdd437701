type Members = Readonly<Record<string, unknown>>;

/** What a token of the connector says in the place of what is true; null leaves a claim or a header parameter out. */
export interface TokenChanges {
  claims?: Members | undefined;
  header?: Members | undefined;
  /** Introspection calls it active while its grant lives, whatever it says. */
  vouched?: boolean | undefined;
}
