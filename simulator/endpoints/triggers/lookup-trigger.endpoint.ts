import { lookupEndpoint } from '../listing/entity-endpoints.ts';
import { triggers } from './triggers.ts';

export default lookupEndpoint(triggers);
