import { existsSync, readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { closest } from 'fastest-levenshtein';
import { PEOPLE } from '../connector.ts';
import type { Person } from '../client/token-source.ts';
import type { Who } from '../connector.ts';
import { readCorpus } from '../generated/corpus.ts';
import type { Kept } from '../generated/corpus.ts';
import { PATH } from '../report/report.ts';
import { isRequirementId, REQUIREMENTS } from '../ledger/requirements.ts';
import type { RequirementId } from '../ledger/requirements.ts';

/** The commands besides judging. */
const COMMANDS = ['list', 'explain', 'replay', 'compare', 'self-test'];

export type People = Partial<Record<Who, Person>>;

/** Parsers of option values; each throws one line that says what would be right. */
export function connectorAddress(text: string): URL {
  if (/^[\w-]*$/u.test(text)) {
    throw new InvalidArgumentError(
      `It is neither an http(s) address nor a command. Did you mean ${closest(text, COMMANDS)}? Commands: ${COMMANDS.join(', ')}.`,
    );
  }
  return httpAddress(text);
}

export function httpAddress(text: string): URL {
  if (URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol)) return new URL(text);
  const rest = text.replace(/^\w*:?\/+/u, '');
  throw new InvalidArgumentError(
    `It is no http(s) address. Did you mean http://${rest || 'localhost:4310/mcp'}?`,
  );
}

export function requirementId(text: string): RequirementId {
  if (isRequirementId(text)) return text;
  const nearest = closest(
    text,
    REQUIREMENTS.map(({ id }) => id),
  );
  throw new InvalidArgumentError(`There is no requirement ${text}. Did you mean ${nearest}?`);
}

export function userOption(text: string, people: People = {}): People {
  const { who, value } = personAndValue(text, 'EMAIL:PASSWORD');
  const colon = value.indexOf(':');
  if (colon < 1) throw new InvalidArgumentError(`Write ${who}=EMAIL:PASSWORD.`);
  return { ...people, [who]: { email: value.slice(0, colon), password: value.slice(colon + 1) } };
}

/** `environment` is where `env:NAME` looks. */
export function tokenOption(environment: NodeJS.ProcessEnv): (text: string, people?: People) => People {
  return (text, people = {}) => {
    const { who, value } = personAndValue(text, '@FILE or env:NAME');
    return { ...people, [who]: { token: secretAt(value, who, environment), place: value } };
  };
}

export function moduleFile(text: string): string {
  if (!existsSync(text)) throw new InvalidArgumentError(`There is no file ${text}.`);
  return text;
}

export function counterexamplePath(text: string): string {
  if (!PATH.test(text)) throw new InvalidArgumentError('Use the path of a report, such as 3:0:1.');
  return text;
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/u.test(text)) throw new InvalidArgumentError('Use a whole number.');
  return Number(text);
}

/** `random` stands for the seed that nobody chose. */
export function seedOption(chance: number): (text: string) => number {
  return (text) => {
    if (text === 'random') return chance;
    if (!/^\d{1,9}$/u.test(text)) throw new InvalidArgumentError('Use a whole number, or random.');
    return Number(text);
  };
}

/** A folder of counterexamples, which there need not be yet. */
export function corpusFolder(text: string): { folder: string; kept: Kept[] } {
  try {
    return { folder: text, kept: readCorpus(text) };
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : 'It cannot be read.');
  }
}

export function milliseconds(text: string): number {
  const [, amount, unit] = /^(\d{1,6})(ms|s|m)$/u.exec(text) ?? [];
  const factor = { ms: 1, s: 1000, m: 60_000 }[unit ?? ''];
  if (factor === undefined) throw new InvalidArgumentError('Use a time such as 60s, 500ms or 5m.');
  return Number(amount) * factor;
}

function personAndValue(text: string, form: string): { who: Who; value: string } {
  const [name = '', value = ''] = text.split(/=(.*)/su);
  const who = PEOPLE.find((one) => one === name);
  if (who === undefined) {
    throw new InvalidArgumentError(
      `There is no such user: use ${PEOPLE.map((one) => `${one}=…`).join(', ')}.`,
    );
  }
  if (value === '') throw new InvalidArgumentError(`Write ${who}=${form}.`);
  return { who, value };
}

function secretAt(place: string, who: Who, environment: NodeJS.ProcessEnv): string {
  const [kind, rest] = place.startsWith('@') ? ['file', place.slice(1)] : place.split(/:(.*)/su);
  if (kind === 'file' && rest !== undefined) {
    try {
      return readFileSync(rest, 'utf8').trim();
    } catch {
      throw new InvalidArgumentError(`The file ${rest} cannot be read.`);
    }
  }
  const token = kind === 'env' ? environment[rest ?? ''] : undefined;
  if (token !== undefined && token !== '') return token;
  throw new InvalidArgumentError(
    kind === 'env' ? `The variable ${rest ?? ''} is not set.` : `Write ${who}=@FILE or ${who}=env:NAME.`,
  );
}
