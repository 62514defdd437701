import { neverAsks } from './host-requests.ts';

export default neverAsks('privacy.no-files', 'roots/list');
