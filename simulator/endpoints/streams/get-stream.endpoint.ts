import { getEndpoint } from '../listing/entity-endpoints.ts';
import { streams } from './streams.ts';

export default getEndpoint(streams);
