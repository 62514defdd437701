import { forbiddenEffect } from './forbidden-effect.ts';

export default forbiddenEffect('safety.no-activation', 'activate');
