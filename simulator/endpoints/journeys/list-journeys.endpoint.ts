import { listEndpoint } from '../listing/entity-endpoints.ts';
import { journeys } from './journeys.ts';

export default listEndpoint(journeys);
