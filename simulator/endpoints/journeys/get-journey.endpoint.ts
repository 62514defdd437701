import { getEndpoint } from '../listing/entity-endpoints.ts';
import { journeys } from './journeys.ts';

export default getEndpoint(journeys);
