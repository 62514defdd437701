/** A schema says something that the generator cannot follow: then nothing may be concluded about its tool. */
export class UnsupportedSchema extends Error {
  override readonly name = 'UnsupportedSchema';
}
