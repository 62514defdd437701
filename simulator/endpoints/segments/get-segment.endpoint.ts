import { getEndpoint } from '../listing/entity-endpoints.ts';
import { segments } from './segments.ts';

export default getEndpoint(segments);
