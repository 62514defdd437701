import { lookupEndpoint } from '../listing/entity-endpoints.ts';
import { promotions } from './promotions.ts';

export default lookupEndpoint(promotions);
