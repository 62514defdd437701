import { getEndpoint } from '../listing/entity-endpoints.ts';
import { triggers } from './triggers.ts';

export default getEndpoint(triggers);
