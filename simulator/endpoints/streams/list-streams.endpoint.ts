import { listEndpoint } from '../listing/entity-endpoints.ts';
import { streams } from './streams.ts';

export default listEndpoint(streams);
