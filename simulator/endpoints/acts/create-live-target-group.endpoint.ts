import { planTargetGroup } from '../drafts/plan-target-group.ts';
import { liveEndpoint } from './live-endpoint.ts';

export default liveEndpoint('target_group', (body, desk) => {
  const plan = planTargetGroup(body, desk);
  return plan && { ...plan, make: (base) => ({ ...plan.make(base), status: 'active' }) };
});
