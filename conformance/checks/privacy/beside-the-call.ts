import { draftCall } from '../../samples/any-call.ts';
import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Connector } from '../../connector.ts';
import type { Check } from '../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../finding.ts';
import type { Exchange } from '../../finding.ts';
import type { Written } from '../../witness/inside.ts';
import { listings } from '../../samples/known-things.ts';
import { post } from '../../client/raw-request.ts';
import type { RawRequest } from '../../client/raw-request.ts';
import { callsOfTools } from '../../samples/sample-answers.ts';
import type { Json } from '../../client/wire.ts';

/** The places of a request that are judged, each with a mark of its own. */
export type Places = (mark: (place: string) => string) => {
  params?: Json;
  meta?: Json;
  capabilities?: Json;
  headers?: Readonly<Record<string, string>>;
};

const WRITTEN = ['telemetry', 'audit', 'log'] as const satisfies readonly (keyof Written)[];
const PAYLOAD = 'the arguments';

/** Judges that of a call nothing is kept that stands in these places, while what stands in its arguments is. */
export function keepsNothingOf(places: Places): Check['run'] {
  return async (connector) => {
    const marks = new Map<string, string>();
    const mark = (place: string): string => {
      const text = `quokka-${marks.size}-parade-${place.replaceAll(/\W+/gu, '-')}`;
      marks.set(place, text);
      return text;
    };
    const { params, meta, ...beside } = places(mark);
    const sent: string[] = [];
    connector.inside().gate(async (request, send) => {
      sent.push(`${request.url} ${JSON.stringify([...request.headers])} ${await request.clone().text()}`);
      return send(request);
    });
    const calls: Exchange[] = [];
    try {
      for (const { tool, arguments: args } of await callsToWatch(connector, mark)) {
        const named = { name: tool, arguments: args };
        calls.push(await call(connector, { ...beside, params: { ...params, _meta: meta ?? {}, ...named } }));
      }
    } finally {
      connector.inside().gate(null);
    }

    const written = await connector.inside().written();
    if (!written.audit.includes(marks.get(PAYLOAD) ?? ''))
      throw new NotTestable('the audit does not even hold the arguments of the call: see privacy.audit');
    for (const [place, text] of marks) {
      if (place === PAYLOAD) continue;
      const where = WRITTEN.find((one) => written[one].includes(text));
      if (where !== undefined)
        throw new Violation(`the ${where} holds what stood in ${place}`, { calls: calls.slice(0, 3) });
      if (sent.some((request) => request.includes(text)))
        throw new Violation(`the API is told what stood in ${place}`, { calls: calls.slice(0, 3) });
    }
    return `${marks.size - 1} places beside the arguments of ${calls.length} calls, nothing of them kept or passed on`;
  };
}

/** A call that finds nothing and bears the mark of the arguments, one of every tool, and one that drafts. */
async function callsToWatch(
  connector: Connector,
  mark: (place: string) => string,
): Promise<readonly ToolCall[]> {
  const get = (await listings(connector)).find((listing) => listing.get !== undefined)?.get;
  if (get === undefined) throw new NotTestable('no tool fetches an entity');
  return [
    { tool: get.name, arguments: { id: mark(PAYLOAD) } },
    ...(await callsOfTools(connector, { seed: 1, each: 1, builders: true })),
    ...(await draftCalls(connector)),
  ];
}

async function draftCalls(connector: Connector): Promise<ToolCall[]> {
  return draftCall(connector, 'Drafted beside a conversation').then(
    (one) => [one],
    (error: unknown) => {
      if (error instanceof NotApplicable) return [];
      throw error;
    },
  );
}

async function call(connector: Connector, raw: Pick<RawRequest, 'params' | 'headers' | 'capabilities'>) {
  const { era } = await connector.as('wide');
  const token = await connector.token('wide');
  const { exchange, status } = await post(connector, {
    ...raw,
    era,
    bearer: await token(),
    method: 'tools/call',
  });
  if (status !== 200) throw new NotTestable(`a call with more beside it is answered with ${status}`);
  return exchange;
}
