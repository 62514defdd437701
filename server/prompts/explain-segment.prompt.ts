import { PAGE_SIZE } from '../limits.ts';
import { definePrompt } from './define.ts';

export default definePrompt({
  name: 'explain_segment',
  title: 'Explain a segment',
  description: 'What each rule of a segment means, how many customers it holds, and where it is used.',
  arguments: [
    {
      name: 'segment',
      description: 'Name, key or ID of the segment.',
      required: true,
      completion: { tool: 'optimove_list_segments', limit: PAGE_SIZE.max },
    },
  ],
  task: ({ segment }) => `Explain the segment ${JSON.stringify(segment)} to a marketer.`,
  steps: ({ segment }) => [
    {
      tool: 'optimove_get_segment',
      args: { id: segment },
      purpose: 'its predicate tree, in JSON and in words, and where it is used',
    },
    {
      tool: 'optimove_search_schema',
      args: { query: '<key of an attribute or event in the tree>' },
      purpose: 'what each attribute and event means; one call for each',
    },
    {
      tool: 'optimove_get_audience_size',
      args: { segment_ids: ['<id of the segment>'] },
      purpose: 'how many customers it holds, and when they were counted',
    },
  ],
  answer:
    'the segment in one sentence, then each predicate with its meaning and how it is joined to the others, the number of customers, where it is used, and rules that look redundant or contradictory.',
});
