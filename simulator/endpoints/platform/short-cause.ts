const LONGEST = 120;
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The first sentence of a cause, without its full stop: what an error is called in a list. */
export function shortCause(cause: string): string {
  const [first] = sentences.segment(cause);
  const sentence = (first?.segment ?? cause).trim().replace(/\.$/, '');
  const characters = Array.from(sentence);
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : sentence;
}
