import type { Check } from '../../define.ts';
import { NotApplicable, Violation } from '../../finding.ts';
import type { RequirementId } from '../../ledger/requirements.ts';
import { rewriteTool, rewriteTools } from '../../sabotage/sabotage.ts';
import { builderFor, hintsOf, isBuilder, propertiesOf } from '../../tool-catalog.ts';
import type { BUILDERS } from '../../tool-catalog.ts';

/** Judges a category of tools that read: one tool for each of its published subjects, all marked read-only. */
export function readingCategory(
  requirement: RequirementId,
  category: string,
  subjects: Record<string, RegExp>,
): Check {
  const names = Object.keys(subjects);
  return {
    requirement,
    async run(connector) {
      const catalog = (await connector.catalog()).filter((tool) => !isBuilder(tool));
      const found = names.map((subject) => ({
        subject,
        tool: catalog.find(({ name }) => subjects[subject]?.test(name)),
      }));
      const missing = found.filter(({ tool }) => tool === undefined).map(({ subject }) => subject);
      if (missing.length === names.length)
        throw new NotApplicable(`the connector offers no ${category} tools`);
      if (missing.length > 0) throw new Violation(`no ${category} tool for ${missing.join(', ')}`);
      const writing = found.flatMap(({ tool }) =>
        tool !== undefined && !hintsOf(tool).readOnly ? [tool.name] : [],
      );
      if (writing.length > 0)
        throw new Violation(`${category} tools not marked read-only: ${writing.join(', ')}`);
      return `tools for ${names.join(', ')}`;
    },
    saboteurs: [
      {
        breaks: `marks a ${category} tool as destructive`,
        caught: new RegExp(`${category} tools not marked read-only`, 'u'),
        sabotage: (wire) =>
          rewriteTool(
            wire,
            ({ name }) => Object.values(subjects).some((pattern) => pattern.test(String(name))),
            (tool) => ({ ...tool, annotations: { destructiveHint: true } }),
          ),
      },
    ],
  };
}

/** Judges one builder: it is there, marked destructive, and takes what `takes` says. */
export function builderCategory(
  requirement: RequirementId,
  entity: (typeof BUILDERS)[number],
  takes: { what: string; parameter: RegExp },
): Check {
  return {
    requirement,
    async run(connector) {
      const tool = builderFor(await connector.catalog(), entity);
      if (tool === undefined) throw new NotApplicable(`the connector offers no tool that drafts a ${entity}`);
      const { readOnly, destructive } = hintsOf(tool);
      if (readOnly || !destructive) throw new Violation(`${tool.name} is not marked destructive`);
      if (!Object.keys(propertiesOf(tool)).some((name) => takes.parameter.test(name))) {
        throw new Violation(`${tool.name} takes no ${takes.what}`);
      }
      return `${tool.name}, marked destructive`;
    },
    saboteurs: [
      {
        breaks: `marks the tool that drafts a ${entity} as read-only`,
        caught: /is not marked destructive/u,
        sabotage: (wire) =>
          rewriteTool(
            wire,
            ({ name }) => String(name) === `optimove_create_draft_${entity}`,
            (tool) => ({ ...tool, annotations: { readOnlyHint: true } }),
          ),
      },
      {
        breaks: `lets the tool that drafts a ${entity} take nothing`,
        caught: /takes no /u,
        sabotage: (wire) =>
          rewriteTools(wire, (tools) =>
            tools.map((tool) =>
              String(tool['name']).endsWith(`draft_${entity}`)
                ? { ...tool, inputSchema: { type: 'object' } }
                : tool,
            ),
          ),
      },
    ],
  };
}
