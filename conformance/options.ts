import { existsSync, readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { closest } from 'fastest-levenshtein';
import { PEOPLE } from './connector.ts';
import type { Person, Who } from './connector.ts';
import { isRequirementId, REQUIREMENTS } from './requirements.ts';
import type { RequirementId } from './requirements.ts';

/** The report formats that can be written. */
export const FORMATS = ['json', 'junit'] as const;
export type Format = (typeof FORMATS)[number];

export type People = Partial<Record<Who, Person>>;
export type Reports = readonly { format: Format; file: string }[];

/** Parsers of option values; each throws one line that says what would be right. */
export function connectorAddress(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/u.test(new URL(text).protocol)) {
    throw new InvalidArgumentError(
      `It is neither an http(s) address nor one of the commands list, explain, self-test.`,
    );
  }
  return new URL(text);
}

export function requirementIds(text: string): RequirementId[] {
  return text.split(',').map((part) => requirementId(part.trim()));
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
    return { ...people, [who]: { token: secretAt(value, who, environment) } };
  };
}

export const reportOption: (text: string, reports?: Reports) => Reports = fileOption(FORMATS);

/** Reads `format=FILE` for one of these formats. */
export function fileOption<Known extends string>(formats: readonly Known[]) {
  return (
    text: string,
    files: readonly { format: Known; file: string }[] = [],
  ): readonly { format: Known; file: string }[] => {
    const [format = '', file = ''] = text.split(/=(.*)/su);
    const known = formats.find((one) => one === format);
    if (known === undefined) {
      throw new InvalidArgumentError(
        `There is no report format ${format}: use ${formats.map((one) => `${one}=FILE`).join(' or ')}.`,
      );
    }
    if (file === '') throw new InvalidArgumentError(`Write ${known}=FILE.`);
    return [...files, { format: known, file }];
  };
}

export function moduleFile(text: string): string {
  if (!existsSync(text)) throw new InvalidArgumentError(`There is no file ${text}.`);
  return text;
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/u.test(text)) throw new InvalidArgumentError('Use a whole number.');
  return Number(text);
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
      `There is no user ${name}: use ${PEOPLE.map((one) => `${one}=…`).join(', ')}.`,
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
