import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader, type IMetricReader } from '@opentelemetry/sdk-metrics';
import packageJson from '../../package.json' with { type: 'json' };
import type { Telemetry } from './telemetry.ts';

/** As the semantic conventions advise. @see OpenTelemetry semantic conventions for MCP, "Metrics" */
const SECONDS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];
const BYTES = [128, 512, 2048, 8192, 32_768, 131_072, 524_288, 2_097_152];

/** How long a collector may take at the end. */
const LAST_WORDS_MS = 1000;

/** Three histograms over calls, by tool and outcome. */
export function createOpenTelemetry(reader: IMetricReader): Telemetry {
  const { version } = packageJson;
  const provider = new MeterProvider({
    // What the SDK would say by itself names the path of this program.
    resource: resourceFromAttributes({ 'service.name': 'optimove-mcp', 'service.version': version }),
    readers: [reader],
  });
  const meter = provider.getMeter('optimove-mcp', version);
  const duration = histogram('mcp.server.operation.duration', 's', SECONDS);
  const parameterSize = histogram('optimove.mcp.parameters.size', 'By', BYTES);
  const resultSize = histogram('optimove.mcp.result.size', 'By', BYTES);

  function histogram(name: string, unit: string, explicitBucketBoundaries: number[]) {
    return meter.createHistogram(name, { unit, advice: { explicitBucketBoundaries } });
  }

  return {
    record({ tool, outcome, seconds, parameterBytes, resultBytes }) {
      const attributes = {
        'mcp.method.name': 'tools/call',
        'gen_ai.tool.name': tool.toString(),
        'gen_ai.operation.name': 'execute_tool',
        ...(outcome !== 'ok' && { 'error.type': 'tool_error' }),
        'optimove.mcp.outcome': outcome,
      };
      duration.record(seconds, attributes);
      parameterSize.record(parameterBytes, attributes);
      resultSize.record(resultBytes, attributes);
    },
    close: () => provider.shutdown({ timeoutMillis: LAST_WORDS_MS }).catch(() => undefined),
  };
}

/** Sends metrics once a minute to a collector, by OTLP over HTTP. `url` is its base address. */
export function collectorAt(url: string): IMetricReader {
  const exporter = new OTLPMetricExporter({ url: `${url.replace(/\/+$/, '')}/v1/metrics` });
  return new PeriodicExportingMetricReader({ exporter });
}
