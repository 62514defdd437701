import { join } from 'node:path';
import { z } from 'zod';
import { PEOPLE } from '../connector.ts';
import { FORMATS } from '../report/report-file.ts';
import { LEVELS } from '../ledger/requirement.ts';
import type { Level } from '../ledger/requirement.ts';

/** What each input of `action.yml` is called in the environment of the gate. An input that is left out is empty. */
const environmentSchema = z.object({
  GATE_URL: z.string().default(''),
  GATE_CONTROL: z.string().default(''),
  GATE_USERS: z.string().default(''),
  GATE_TOKENS: z.string().default(''),
  GATE_ONLY: z.string().default(''),
  GATE_BASELINE: z.string().default(''),
  GATE_SEED: z.string().default(''),
  GATE_RUNS: z.string().default(''),
  GATE_BUDGET: z.string().default(''),
  GATE_LEVEL: z.enum(LEVELS).default('L3'),
  GATE_REPORTS: z.string().min(1),
  GITHUB_STEP_SUMMARY: z.string().optional(),
  GITHUB_OUTPUT: z.string().optional(),
});

export interface GateSettings {
  /** For the conformance command. */
  args: string[];
  /** The folder of the reports. */
  reports: string;
  /** All that applies up to here has to be judged. */
  level: Level;
  summaryFile: string | undefined;
  outputFile: string | undefined;
}

/** A setting that cannot be used, in one line. */
export class GateError extends Error {
  override readonly name = 'GateError';
}

/** The arguments that the inputs of the action ask for. Each stays one argument, whatever is written in it. */
export function readGateSettings(environment: NodeJS.ProcessEnv): GateSettings {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) throw new GateError(z.prettifyError(parsed.error).replaceAll(/\s*\n\s*/gu, ' '));
  const { data } = parsed;
  const options = {
    control: data.GATE_CONTROL,
    only: data.GATE_ONLY,
    baseline: data.GATE_BASELINE,
    seed: data.GATE_SEED,
    runs: data.GATE_RUNS,
    budget: data.GATE_BUDGET,
  };
  return {
    args: [
      ...Object.entries(options).flatMap(([name, value]) => (value === '' ? [] : [`--${name}=${value}`])),
      ...namesOf(data.GATE_USERS).map(({ who, name }) => `--user=${who}=${valueOf(name, environment)}`),
      ...namesOf(data.GATE_TOKENS).map(({ who, name }) => `--token=${who}=env:${name}`),
      ...FORMATS.map((format) => `--report=${format}=${reportFile(data.GATE_REPORTS, format)}`),
      ...(data.GATE_URL === '' ? [] : ['--', data.GATE_URL]),
    ],
    reports: data.GATE_REPORTS,
    level: data.GATE_LEVEL,
    summaryFile: data.GITHUB_STEP_SUMMARY,
    outputFile: data.GITHUB_OUTPUT,
  };
}

const EXTENSIONS = { json: 'json', junit: 'xml', sarif: 'sarif', markdown: 'md', html: 'html' } as const;

/** `report.json`, `report.xml` and so on in the folder. */
export function reportFile(folder: string, format: keyof typeof EXTENSIONS): string {
  return join(folder, `report.${EXTENSIONS[format]}`);
}

/** Lines such as `wide=WIDE_USER`: a person, and the variable that holds their secret. */
function namesOf(text: string): { who: string; name: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, who = '', name = ''] = /^([a-z-]+)=([A-Za-z_][A-Za-z0-9_]*)$/u.exec(line) ?? [];
      if (!PEOPLE.some((one) => one === who))
        throw new GateError(
          `Each line of users and tokens is ${PEOPLE.join(', ')} = the NAME of a variable.`,
        );
      return { who, name };
    });
}

function valueOf(name: string, environment: NodeJS.ProcessEnv): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new GateError(`The variable ${name} is not set.`);
  return value;
}
