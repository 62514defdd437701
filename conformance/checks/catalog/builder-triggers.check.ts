import { builderCategory } from './category.ts';

export default builderCategory('catalog.builder-triggers', 'trigger', { what: 'event', parameter: /event/u });
