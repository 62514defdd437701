import {
  AggregationTemporality,
  InMemoryMetricExporter,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { createMemoryAuditLog } from '../audit/memory-audit-log.ts';
import { startConnector } from '../testing/connector.ts';
import { loadTools } from '../tools/registry.ts';
import { createOpenTelemetry } from './open-telemetry.ts';
import { labelsOf, ToolLabel, type MeasuredCall } from './telemetry.ts';

/** Telemetry of which everything can be read here. */
function inProcess() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  const telemetry = createOpenTelemetry(reader);
  async function exported() {
    await reader.forceFlush();
    return exporter.getMetrics().at(-1);
  }
  async function points() {
    const metrics = (await exported())?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
    return metrics.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => ({ name: descriptor.name, attributes, value })),
    );
  }
  return { telemetry, exported, points };
}

const full = async () => Promise.reject(new Error('disk full'));

describe('telemetry', () => {
  test('of a call is its tool, outcome, latency and sizes, by the names of the semantic conventions', async () => {
    const { telemetry, points } = inProcess();
    const { call } = await startConnector({ telemetry });

    const { structuredContent } = await call({ id: '7' });

    const attributes = {
      'mcp.method.name': 'tools/call',
      'gen_ai.tool.name': 'optimove_get_thing',
      'gen_ai.operation.name': 'execute_tool',
      'optimove.mcp.outcome': 'ok',
    };
    expect(await points()).toEqual([
      {
        name: 'mcp.server.operation.duration',
        attributes,
        value: expect.objectContaining({ count: 1, sum: expect.any(Number) }),
      },
      {
        name: 'optimove.mcp.parameters.size',
        attributes,
        value: expect.objectContaining({ sum: '{"id":"7"}'.length }),
      },
      {
        name: 'optimove.mcp.result.size',
        attributes,
        value: expect.objectContaining({ sum: JSON.stringify(structuredContent).length }),
      },
    ]);
  });

  test('tells failures apart, and knows no tool that the catalog does not know', async () => {
    const { telemetry, points } = inProcess();
    const { call, post } = await startConnector({ telemetry });

    await call({ limit: 500 });
    await post('tools/call', { name: 'optimove_canary', arguments: {} });

    const durations = (await points()).filter(({ name }) => name === 'mcp.server.operation.duration');
    expect(durations.map(({ attributes }) => attributes)).toMatchObject([
      {
        'gen_ai.tool.name': 'optimove_get_thing',
        'optimove.mcp.outcome': 'invalid_argument',
        'error.type': 'tool_error',
      },
      { 'gen_ai.tool.name': 'unknown', 'optimove.mcp.outcome': 'unknown_tool', 'error.type': 'tool_error' },
    ]);
  });

  test('counts calls that were refused because they could not be written down', async () => {
    const { telemetry, points } = inProcess();
    const { call } = await startConnector({ telemetry, audit: { ...createMemoryAuditLog(), begin: full } });

    await call();

    const [duration] = await points();
    expect(duration).toMatchObject({
      attributes: { 'optimove.mcp.outcome': 'audit_unavailable' },
      value: { count: 1 },
    });
  });

  test('says of where it runs only the name and version of the service', async () => {
    const { telemetry, exported } = inProcess();
    await (await startConnector({ telemetry })).call();

    expect((await exported())?.resource.attributes).toEqual({
      'service.name': 'optimove-mcp',
      'service.version': expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  });

  test('has no place for text of a tenant: by type', () => {
    type Numbers = 'seconds' | 'parameterBytes' | 'resultBytes';

    expectTypeOf<keyof MeasuredCall>().toEqualTypeOf<'tool' | 'outcome' | Numbers>();
    expectTypeOf<MeasuredCall[Numbers]>().toEqualTypeOf<number>();
    expectTypeOf<string>().not.toExtend<MeasuredCall['tool']>();
    expectTypeOf<{ toString(): string }>().not.toExtend<MeasuredCall['tool']>();
    expectTypeOf<string>().not.toExtend<MeasuredCall['outcome']>();
    expect(ToolLabel.unknown.toString()).toBe('unknown');
  });

  test('labels what the catalog knows, and nothing else', async () => {
    const labelOf = labelsOf(await loadTools());

    expect(String(labelOf('optimove_get_segment'))).toBe('optimove_get_segment');
    expect(String(labelOf('VIP Active EU'))).toBe('unknown');
  });
});
