import { lookupEndpoint } from '../listing/entity-endpoints.ts';
import { targetGroups } from './target-groups.ts';

export default lookupEndpoint(targetGroups);
