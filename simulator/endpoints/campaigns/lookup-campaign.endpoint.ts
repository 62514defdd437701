import { lookupEndpoint } from '../listing/entity-endpoints.ts';
import { campaigns } from './campaigns.ts';

export default lookupEndpoint(campaigns);
