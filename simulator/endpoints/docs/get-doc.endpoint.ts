import { z } from 'zod';
import { docAnswerSchema } from '#contract/entities/knowledge-article.ts';
import { defineUserEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { notFound } from '../refusal.ts';
import { findArticle } from './documentation.ts';

export default defineUserEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/docs/:id',
  summary: 'Get an article of the product documentation',
  query: z.strictObject({}),
  example: { path: { id: 'managing-triggers' } },
  answer: docAnswerSchema,
  handle({ params, world }) {
    const item = findArticle(params['id'] ?? '');
    return item === undefined ? notFound() : { item, as_of: world.clock.now().toISOString() };
  },
});
