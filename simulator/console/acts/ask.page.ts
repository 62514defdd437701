import { definePage } from '../../pages/define.ts';
import { htmlResponse } from '../../pages/page-response.ts';
import { notFoundPage } from '../not-found.ts';
import { confirmation, refusal } from './act-view.ts';
import { actCall } from './act-call.ts';

/** The confirmation of an act. */
export default definePage({
  method: 'GET',
  path: '/console/tenants/:tenant/:collection/:id/acts/:act',
  async handle(context) {
    const call = actCall(context);
    if (call === null) return notFoundPage(context);
    const { choice, refused } = call;
    if (choice !== undefined) return confirmation(context, { ...call, choice });
    return htmlResponse(refusal(context, call, refused.title, refused.why), { status: refused.status });
  },
});
