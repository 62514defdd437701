import type { PipelineStage } from '#contract/entities/pipeline.ts';
import type { Pipeline } from '#contract/entities/platform-status.ts';

/** What most needs a look comes first. */
const BY_URGENCY = [
  'failed',
  'late',
  'running',
  'waiting',
  'done',
] as const satisfies readonly PipelineStage['state'][];

/** The daily process as a whole: in the state of its most urgent stage. */
export function dailyProcess(stages: readonly PipelineStage[]): Pipeline {
  const state = BY_URGENCY.find((urgent) => stages.some((stage) => stage.state === urgent)) ?? 'done';
  return { key: 'daily_process', name: 'Daily process', state, stages: [...stages] };
}
