import { lookupEndpoint } from '../listing/entity-endpoints.ts';
import { segments } from './segments.ts';

export default lookupEndpoint(segments);
