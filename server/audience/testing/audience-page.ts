import { compileAudience } from '../compile.ts';
import { demoVocabulary } from './demo-vocabularies.ts';
import { LESSONS, type Example } from './lessons.ts';
import { judgeCorpus, type Judged } from './measure-corpus.ts';

/** The page `docs/audience-language.md`: the language by examples that were run, and the rates of the corpus. */
export function audiencePage(judged: readonly Judged[] = judgeCorpus()): string {
  return `# How to describe an audience

\`optimove_create_draft_target_group\` and \`optimove_get_audience_size\` take a description in plain English. A grammar over the
tenant's own schema reads it; no language model does. Every word counts: a word that is not known, and a sentence that could mean two things, is
refused with what it may have meant and how to say it, and nothing is created. The answer repeats what was understood in words, which mean the
same again when they are sent.

${LESSONS.map(({ title, text, examples }) => `## ${title}\n\n${text}\n\n${tableOf(examples)}`).join('\n\n')}

${rates(judged)}
This page comes from a run: \`node server/audience/testing/write-audience-page.ts\` writes it, and a test compares it with the grammar as it is.
`;
}

function tableOf(examples: readonly Example[]): string {
  return [
    '| say | is read as |',
    '| --- | --- |',
    ...examples.map((example) => `| ${cell(example.say)} | ${cell(readingOf(example))} |`),
  ].join('\n');
}

export function readingOf({ say, tenant = 'lumenplay' }: Example): string {
  const read = compileAudience(say, demoVocabulary(tenant));
  if (read.ok) return read.value.words;
  return read.failure.map(({ phrase, reason }) => `refused: _${phrase}_. ${reason}`).join('; ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function rates(judged: readonly Judged[]): string {
  const held = judged.filter(({ entry }) => entry.held_out === true);
  const strange = judged.filter(({ entry }) => entry.held_out === 'stranger');
  const tests = judged.filter(({ entry }) => entry.held_out === false);
  const refusals = judged.filter(({ entry }) => entry.tree === undefined);
  const misses = judged.filter(({ verdict }) => verdict !== 'right');
  return `## Rates

\`server/audience/corpus/\` holds ${judged.length} descriptions as marketers write them, over the schemas of the three demo tenants, each with the
tree or the refusal that its author expected. ${refusals.length} of them must be refused. ${held.length} were written before the grammar ran for
the first time and were not changed since; their author knew what the grammar was to read, so they show that it was built as planned rather than how it
fares with strangers. ${strange.length} were written by somebody who had seen the examples of this page and the beginning of the held-out ones, but not the grammar. When these first ran, 90 of the 120 (75.0 %) were read as
expected, 26 were refused though a tree was expected, 1 was refused for another phrase, and 3 gave a tree that their author did not
expect: “UK customers” and “A customers in Germany” were misread, and are refused since; “registered in the last 90 days” was read
as the event rather than the date, which says the same, so what it expects was corrected. What the grammar learned
from them since is in their row, so that row no longer shows how strangers fare; the first run does. The others were written while the grammar was built
or attacked, and each wrong tree that anybody found was added.

| | descriptions | as expected | refused, though a tree was expected | refused for another phrase | wrong trees |
| --- | --- | --- | --- | --- | --- |
${row('written before', held)}
${row('by a stranger', strange)}
${row('written since', tests)}
${row('all', judged)}

${misses.length === 0 ? 'None is read otherwise than expected.' : `Read otherwise than expected:\n\n${misses.map(({ entry, verdict }) => `- “${entry.text}”: ${verdict === 'elsewhere' ? 'refused for another phrase' : verdict}`).join('\n')}`}
`;
}

function row(name: string, judged: readonly Judged[]): string {
  const count = (verdict: string): number => judged.filter((one) => one.verdict === verdict).length;
  const rate = ((count('right') / judged.length) * 100).toFixed(1);
  return `| ${name} | ${judged.length} | ${count('right')} (${rate} %) | ${count('refused')} | ${count('elsewhere')} | ${count('wrong')} |`;
}
