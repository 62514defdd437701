import { draftEndpoint } from './draft-endpoint.ts';
import { planTrigger } from './plan-trigger.ts';

export default draftEndpoint('trigger', planTrigger);
