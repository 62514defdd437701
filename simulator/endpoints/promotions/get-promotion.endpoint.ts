import { getEndpoint } from '../listing/entity-endpoints.ts';
import { promotions } from './promotions.ts';

export default getEndpoint(promotions);
