import { listEndpoint } from '../listing/entity-endpoints.ts';
import { segments } from './segments.ts';

export default listEndpoint(segments);
