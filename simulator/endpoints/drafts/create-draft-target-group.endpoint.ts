import { draftEndpoint } from './draft-endpoint.ts';
import { planTargetGroup } from './plan-target-group.ts';

export default draftEndpoint('target_group', planTargetGroup);
