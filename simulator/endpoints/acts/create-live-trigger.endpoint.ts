import { planTrigger } from '../drafts/plan-trigger.ts';
import { liveEndpoint } from './live-endpoint.ts';

export default liveEndpoint('trigger', (body, desk) => {
  const plan = planTrigger(body, desk);
  return { ...plan, make: (base) => ({ ...plan.make(base), status: 'armed' }) };
});
