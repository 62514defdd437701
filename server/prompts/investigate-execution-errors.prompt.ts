import { definePrompt } from './define.ts';

export default definePrompt({
  name: 'investigate_execution_errors',
  title: 'Investigate execution errors',
  description: 'What failed recently, why, how many customers it affected, and the documented fix.',
  arguments: [
    {
      name: 'since',
      description: 'How far back, -1d when left out.',
      completion: ['-1h', '-6h', '-1d', '-3d', '-7d'],
    },
  ],
  task: ({ since = '-1d' }) => `Investigate what went wrong on the platform since ${JSON.stringify(since)}.`,
  steps: ({ since = '-1d' }) => [
    {
      tool: 'optimove_get_platform_status',
      args: {},
      purpose: 'open incidents, late pipeline stages and the last data update',
    },
    {
      tool: 'optimove_list_execution_errors',
      args: { since, severity: ['warning', 'error', 'critical'] },
      purpose: 'every error with its cause, its fix and the customers affected',
    },
    {
      tool: 'optimove_list_platform_jobs',
      args: { state: ['failed'], started_after: since },
      purpose: 'the jobs that failed with them',
    },
    {
      tool: 'optimove_get_campaign',
      args: { id: '<id of an affected campaign>' },
      purpose:
        'what the campaign with the most affected customers was about to do; the get tool of another kind for another',
    },
    {
      tool: 'optimove_search_docs',
      args: { query: '<cause of the error>' },
      purpose: 'the documented fix, with the url to cite',
    },
  ],
  answer:
    'the errors grouped by cause, each with time, what it affected, how many customers, the probable reason, the fix with its source, and who has to act. Begin with what affects most customers.',
});
