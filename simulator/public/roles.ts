import type { KeyRole } from '#fixtures/api-keys.ts';

/**
 * What the key of a third party may call, and nothing else.
 *
 * @see github.com/optimove-tech/Optimove-APIs, Sandbox/readme.md
 */
const INTEGRATIONS: ReadonlySet<string> = new Set([
  '/General/GetLastDataUpdate',
  '/General/RegisterEventListener',
  '/General/UnregisterEventListener',
  '/General/GetRegisteredEventListeners',
  '/Actions/GetCampaignDetails',
  '/Actions/GetExecutedCampaignChannelDetails',
  '/Actions/GetExecutedCampaignsByChannel',
  '/Customers/GetCustomerOneTimeActionsByCampaign',
  '/Customers/GetCustomerAttributeChangers',
  '/Customers/GetCustomerSendDetailsByChannel',
  '/Customers/GetCampaignInteractionCustomers',
  '/Customers/GetCustomerChannelInteractions',
  '/Customers/GetCustomerExecutionDetailsByCampaign',
  '/Integrations/AddChannelTemplates',
  '/Integrations/GetChannelTemplates',
  '/Integrations/DeleteChannelTemplates',
  '/Integrations/GetChannelTemplatesDetails',
  '/Integrations/AddChannelApps',
  '/Integrations/DeleteChannelApps',
  '/Integrations/UpdateCampaignMetrics',
  '/Integrations/UpdateCampaignInteractions',
  '/Integrations/SetCustomerChannelPreference',
]);

/** The roles whose keys may call a function. The documentation gives admin and transactional keys every call. */
export function rolesFor(path: string): readonly KeyRole[] {
  return INTEGRATIONS.has(path) ? ['admin', 'integrations', 'transactional'] : ['admin', 'transactional'];
}
