import type { ToolExample } from './example.ts';

export const KNOWLEDGE_EXAMPLES: readonly ToolExample[] = [
  {
    tool: 'optimove_search_docs',
    question: 'How does the control group work?',
    args: { query: 'how does the control group work', limit: 3 },
  },
  {
    tool: 'optimove_get_doc',
    question: 'Read me the section on what control groups show.',
    args: { doc_id: 'attribution-and-incrementality', section: 'what-control-groups-show' },
  },
];
