import { getEndpoint } from '../listing/entity-endpoints.ts';
import { campaigns } from './campaigns.ts';

export default getEndpoint(campaigns);
