import { listEndpoint } from '../listing/entity-endpoints.ts';
import { targetGroups } from './target-groups.ts';

export default listEndpoint(targetGroups);
