import { lookupEndpoint } from '../listing/entity-endpoints.ts';
import { streams } from './streams.ts';

export default lookupEndpoint(streams);
