import { listEndpoint } from '../listing/entity-endpoints.ts';
import { promotions } from './promotions.ts';

export default listEndpoint(promotions);
