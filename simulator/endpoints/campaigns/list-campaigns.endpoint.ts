import { listEndpoint } from '../listing/entity-endpoints.ts';
import { campaigns } from './campaigns.ts';

export default listEndpoint(campaigns);
