import type { Example } from './examples.ts';

const PERIOD = 'StartDate=2026-06-01&EndDate=2026-06-10';
/** One of 2026-06-12, of the campaign 12027 to the target group 3012. */
const CAMPAIGN = 'CampaignID=40261';

export const READS: Readonly<Record<string, Example>> = {
  'get-last-data-update': { call: '/General/GetLastDataUpdate' },
  'get-registered-event-listeners': { call: '/General/GetRegisteredEventListeners' },
  'api-key-info': { call: '/Apikey/Info' },
  'get-customer-attribute-list': { call: '/Model/GetCustomerAttributeList' },
  'get-lifecycle-stage-list': { call: '/Model/GetLifecycleStageList' },
  'get-microsegment-list': { call: '/Model/GetMicrosegmentList' },
  'get-microsegment-changers': { call: `/Model/GetMicrosegmentChangers?${PERIOD}` },
  'get-all-actions': { call: '/Actions/GetAllActions' },
  'get-action-name': { call: '/Actions/GetActionName?ActionID=30261' },
  'get-action-id': { call: '/Actions/GetActionID?ActionName=Reload%2050%25' },
  'get-actions-by-target-group': {
    call: '/Actions/GetActionsByTargetGroup?TargetGroupID=3012&Date=2026-06-12',
  },
  'get-action-details-by-target-group': {
    call: '/Actions/GetActionDetailsByTargetGroup?TargetGroupID=3012&Date=2026-06-12',
  },
  'get-promo-codes': { call: '/Actions/GetPromoCodes?Date=2026-06-12' },
  'get-promo-codes-by-campaign': { call: `/Actions/GetPromoCodesByCampaign?${CAMPAIGN}` },
  'get-promo-codes-by-target-group': {
    call: '/Actions/GetPromoCodesByTargetGroup?TargetGroupID=3012&Date=2026-06-12',
  },
  'get-executed-campaign-details': { call: '/Actions/GetExecutedCampaignDetails?Date=2026-06-12' },
  'get-campaign-details': { call: `/Actions/GetCampaignDetails?${CAMPAIGN}` },
  'get-execution-channels': { call: '/Actions/GetExecutionChannels' },
  'get-executed-campaigns-by-channel': {
    call: '/Actions/GetExecutedCampaignsByChannel?ChannelID=504&Date=2026-06-12',
  },
  'get-executed-campaign-channel-details': {
    call: `/Actions/GetExecutedCampaignChannelDetails?${CAMPAIGN}&ChannelID=504`,
  },
  'get-target-group-details': { call: '/Groups/GetTargetGroupDetails' },
  'get-target-group-name': { call: '/Groups/GetTargetGroupName?TargetGroupID=3012' },
  'get-target-group-id': { call: '/Groups/GetTargetGroupID?TargetGroupName=Weekend%20Depositors' },
  'get-target-groups-by-date': { call: '/Groups/GetTargetGroupsByDate?Date=2026-06-12' },
  'get-value-segments': { call: '/Segments/GetValueSegments' },
  'get-value-segment-name': { call: '/Segments/GetValueSegmentName?ValueSegmentID=4008' },
  'get-value-segment-id': { call: '/Segments/GetValueSegmentID?ValueSegmentName=diamond%20VALUE' },
  'get-customers-by-value-segment': {
    call: '/Segments/GetCustomersByValueSegment?ValueSegmentID=4008&Date=2026-06-10',
  },
  'get-value-segment-changers': { call: `/Segments/GetValueSegmentChangers?${PERIOD}` },
  'get-customers-by-action': {
    call: '/Customers/GetCustomersByAction?RecipientGroupID=1&ActionID=30261&Date=2026-06-12',
  },
  'get-customer-actions-by-target-group': {
    call: '/Customers/GetCustomerActionsByTargetGroup?TargetGroupID=3012&Date=2026-06-12&IncludeControlGroup=true',
  },
  'get-customer-one-time-actions-by-date': {
    call: '/Customers/GetCustomerOneTimeActionsByDate?Date=2026-05-16',
  },
  'get-customer-one-time-actions-by-campaign': {
    call: '/Customers/GetCustomerOneTimeActionsByCampaign?CampaignID=40401',
  },
  'get-customer-last-action-executed': {
    call: '/Customers/GetCustomerLastActionExecuted?CustomerID=C0089510',
  },
  'get-customer-action-details-by-date': {
    call: '/Customers/GetCustomerActionDetailsByDate?Date=2026-06-12',
  },
  'get-customers-action-ended-by-date': { call: '/Customers/GetCustomersActionEndedByDate?Date=2026-06-15' },
  'get-customer-send-details-by-campaign': {
    call: `/Customers/GetCustomerSendDetailsByCampaign?${CAMPAIGN}&IncludeTemplateIDs=true`,
  },
  'get-customer-send-details-by-channel': {
    call: `/Customers/GetCustomerSendDetailsByChannel?${CAMPAIGN}&ChannelID=504`,
  },
  'get-customer-execution-details-by-campaign': {
    call: `/Customers/GetCustomerExecutionDetailsByCampaign?${CAMPAIGN}&ChannelID=504&CustomerAttributes=country;vip_level`,
  },
  'get-currently-targeted-customers': { call: '/Customers/GetCurrentlyTargetedCustomers?$top=50' },
  'get-canceled-campaign-customers': { call: '/Customers/GetCanceledCampaignCustomers?CampaignID=40611' },
  'get-processed-campaign-customers': { call: `/Customers/GetProcessedCampaignCustomers?${CAMPAIGN}` },
  'get-target-group-changers': { call: `/Customers/GetTargetGroupChangers?${PERIOD}` },
  'get-customer-attribute-changers': {
    call: `/Customers/GetCustomerAttributeChangers?${PERIOD}&ChangedCustomerAttributes=country;vip_level`,
  },
  'get-customer-future-values': {
    call: '/Customers/GetCustomerFutureValues?CustomerAttribute=country&CustomerAttributeValue=MT',
  },
  'get-customer-product-details-by-date': {
    call: '/Customers/GetCustomerProductDetailsByDate?Date=2026-06-12',
  },
  'get-customer-product-details-by-campaign': {
    call: `/Customers/GetCustomerProductDetailsByCampaign?${CAMPAIGN}`,
  },
  'get-customer-product-recommendations': { call: '/Customers/GetCustomerProductRecommendations' },
  'get-customers-activity-event-attributes': {
    call: '/Customers/GetCustomersActivityEventAttributes?Date=2026-06-15',
  },
  'get-campaign-interaction-customers': {
    call: `/Customers/GetCampaignInteractionCustomers?${CAMPAIGN}&ChannelID=504&EventID=2`,
  },
  'get-customer-channel-interactions': {
    call: '/Customers/GetCustomerChannelInteractions?ChannelID=504&Date=2026-06-12',
  },
  'get-customer-attributes': { call: '/Customers/C0000042/Attributes' },
  'get-channel-templates': { call: '/Integrations/GetChannelTemplates?ChannelID=504' },
  'get-channel-templates-details': { call: '/Integrations/GetChannelTemplatesDetails?ChannelID=504' },
  'get-promotions': { call: '/Integrations/GetPromotions' },
  'get-unsubscribers': { call: `/Optimail/GetUnsubscribers?BrandID=1&${PERIOD}` },
  'get-template-details': { call: '/TransactionalMail/GetTemplateDetails' },
  'get-transactional-template-metrics': { call: '/TransactionalMail/GetTransactionalTemplateMetrics' },
  'optipromo-get': { call: '/v1/promotions/6001' },
  'optipromo-get-promocode': {
    call: '/v1/promocodes/900000001',
    after: { call: '/v1/promocodes', body: { promotionId: '6007', code: 'SHOP-1' } },
  },
};
