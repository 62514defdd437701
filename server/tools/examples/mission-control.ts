import type { ToolExample } from './example.ts';

export const MISSION_CONTROL_EXAMPLES: readonly ToolExample[] = [
  {
    tool: 'optimove_get_platform_status',
    question: 'Is the data of today in, and is any stage late?',
    args: { include: ['pipelines', 'incidents'] },
  },
  {
    tool: 'optimove_list_platform_jobs',
    question: 'Which jobs are running right now?',
    args: { state: ['running'], limit: 5 },
  },
  {
    tool: 'optimove_list_execution_errors',
    question: 'What failed badly in the last day, and how do we fix it?',
    args: { severity: ['error', 'critical'], since: '-1d', limit: 5 },
  },
];
