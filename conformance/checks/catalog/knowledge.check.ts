import { readingCategory } from './category.ts';

export default readingCategory('catalog.knowledge', 'Knowledge', {
  'a search in the documentation': /(search|find|ask).*(doc|knowledge|article)/u,
});
