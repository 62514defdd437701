import { neverAsks } from './host-requests.ts';

export default neverAsks('privacy.no-model', 'sampling/createMessage');
