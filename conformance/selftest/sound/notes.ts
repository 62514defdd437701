import type { Written } from '../../witness/inside.ts';
import type { Json } from '../../client/wire.ts';
import { SOUND_TOOLS } from './tools.ts';

const NAMES = new Set(SOUND_TOOLS.map(({ definition }) => definition.name));

function asItIs(written: Written): Written {
  return written;
}

/** What the sound connector writes down: the call and its end for audit, and of both only tool and outcome as telemetry. */
export function createNotes() {
  const lines: Record<keyof Written, string[]> = { telemetry: [], audit: [], log: ['started'] };
  let change = asItIs;
  return {
    write: (where: keyof Written, text: string) => void lines[where].push(text),
    add(call: { user: string; tool: string; arguments: Json; outcome: string; result: unknown }) {
      lines.audit.push(JSON.stringify(call));
      lines.telemetry.push(`${NAMES.has(call.tool) ? call.tool : 'unknown'} ${call.outcome}`);
    },
    rewrite: (rewriting: typeof change) => void (change = rewriting),
    written: async (): Promise<Written> =>
      change({
        telemetry: lines.telemetry.join('\n'),
        audit: lines.audit.join('\n'),
        log: lines.log.join('\n'),
      }),
  };
}
