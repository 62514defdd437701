import { listEndpoint } from '../listing/entity-endpoints.ts';
import { triggers } from './triggers.ts';

export default listEndpoint(triggers);
