import { lookupEndpoint } from '../listing/entity-endpoints.ts';
import { journeys } from './journeys.ts';

export default lookupEndpoint(journeys);
