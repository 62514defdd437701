import { proveArea } from '../testing/prove-area.ts';

proveArea('limits');
