interface Example {
  /** Path and query. */
  call: `/${string}`;
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** A call that must come before. */
  after?: { call: `/${string}`; body: unknown };
}

const CALLBACK = 'https://vendor.example/callback';
const PERIOD = 'StartDate=2026-06-01&EndDate=2026-06-10';
/** The first of two that were executed on 2026-06-12, both for the target group 3012. */
const CAMPAIGN = 'CampaignID=40261';

/** A call of every function that the tenant lumenplay of the demo world answers with success, on 2026-06-15. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  'get-last-data-update': { call: '/General/GetLastDataUpdate' },
  'register-event-listener': {
    call: '/General/RegisterEventListener',
    body: { EventTypeID: 13, ListenerURL: CALLBACK, ChannelID: 504 },
  },
  'unregister-event-listener': {
    call: '/General/UnregisterEventListener',
    body: { EventTypeID: 2 },
    after: { call: '/Triggers/RegisterEventListener', body: { EventTypeID: 2, ListenerURL: CALLBACK } },
  },
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
  'create-customer-list': {
    call: '/api/v2/target-group/customer-list',
    body: { 'list-name': 'Winners of May', customers: ['C0000042', 'nobody'] },
  },

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
  'get-canceled-campaign-customers': { call: '/Customers/GetCanceledCampaignCustomers?CampaignID=40501' },
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
  'update-customer-attributes': {
    call: '/Customers/UpdateCustomerAttributes',
    body: {
      CustomerNewAttributesValuesList: [
        { CustomerID: 'C0000042', Attributes: [{ RealFieldName: 'loyalty_points', Value: '4711' }] },
      ],
      CallbackURL: CALLBACK,
    },
  },
  'upsert-customer': {
    call: '/Customers/UpsertCustomer',
    method: 'PUT',
    body: {
      CustomerId: 'new-1',
      Attributes: [{ RealFieldName: 'country', Value: 'MT' }],
      CallbackUrl: CALLBACK,
    },
  },
  'add-customer-attribute': {
    call: '/Customers/AddCustomerAttribute',
    body: { Name: 'shoe_size', Type: 'INT', DefaultValue: '42', CallbackURL: CALLBACK },
  },
  'remove-customer-pii': { call: '/Customers/RemoveCustomerPII', body: { CustomerIDs: ['C0000042'] } },

  'get-channel-templates': { call: '/Integrations/GetChannelTemplates?ChannelID=504' },
  'get-channel-templates-details': { call: '/Integrations/GetChannelTemplatesDetails?ChannelID=504' },
  'add-channel-templates': {
    call: '/Integrations/AddChannelTemplates?ChannelID=459',
    body: [{ TemplateID: 77, TemplateName: 'Vendor hello', AppID: 'app-1' }],
  },
  'delete-channel-templates': {
    call: '/Integrations/DeleteChannelTemplates',
    body: [{ ChannelID: 504, TemplateID: 20_001 }],
  },
  'add-channel-apps': {
    call: '/Integrations/AddChannelApps?ChannelID=506',
    body: [{ AppID: 'app-1', AppName: 'Lumenplay for iOS' }],
  },
  'delete-channel-apps': {
    call: '/Integrations/DeleteChannelApps?ChannelID=506',
    body: [{ AppID: 'app-1' }],
    after: { call: '/Integrations/AddChannelApps?ChannelID=506', body: [{ AppID: 'app-1', AppName: 'A' }] },
  },
  'update-campaign-metrics': {
    call: '/Integrations/UpdateCampaignMetrics',
    body: [{ ChannelID: 504, CampaignID: 40_261, TemplateID: 20_001, MetricID: 2, MetricValue: 1200 }],
  },
  'update-campaign-interactions': {
    call: '/Integrations/UpdateCampaignInteractions',
    body: { ChannelID: 504, CampaignID: 40_261, EventID: 3, CustomerIDs: ['C0000042'] },
  },
  'set-customer-channel-preference': {
    call: '/Integrations/SetCustomerChannelPreference',
    body: { CustomerID: 'C0000042', ChannelID: 505, IsAllowed: false },
  },
  'update-customer-promotion-status': {
    call: '/Integrations/UpdateCustomerPromotionStatus',
    body: { CampaignID: 40_261, PromoCode: 'WKND50', CustomerIDs: ['C0000042'], Status: 'Granted' },
  },
  'get-promotions': { call: '/Integrations/GetPromotions' },
  'add-promotions': {
    call: '/Integrations/AddPromotions',
    body: [
      { PromoCode: 'NV10', PromotionName: 'New VIP 10%' },
      { PromoCode: 'wknd50', PromotionName: 'Weekend Reload, renamed' },
    ],
  },
  'delete-promotions': { call: '/Integrations/DeletePromotions', body: [{ PromoCode: 'WKND50' }] },

  'get-unsubscribers': { call: `/Optimail/GetUnsubscribers?BrandID=1&${PERIOD}` },
  'add-unsubscribers': {
    call: '/Optimail/AddUnsubscribers',
    body: { BrandId: 1, EmailAddresses: ['customer@mail.example'] },
  },
  'delete-unsubscribers': {
    call: '/Optimail/DeleteUnsubscribers',
    body: { BrandId: 1, EmailAddress: 'Customer@mail.example' },
    after: {
      call: '/Optimail/AddUnsubscribers',
      body: { BrandId: 1, EmailAddresses: ['customer@mail.example'] },
    },
  },
  'add-template': {
    call: '/Optimail/AddTemplate',
    body: { BrandID: 2, TemplateName: 'Receipt', Subject: 'Your receipt', TemplateContent: 'Thank you.' },
  },
  'update-template': {
    call: '/Optimail/UpdateTemplate',
    body: { TemplateID: 20_001, Subject: 'Another subject' },
  },
  'get-template-details': { call: '/TransactionalMail/GetTemplateDetails' },
  'get-transactional-template-metrics': { call: '/TransactionalMail/GetTransactionalTemplateMetrics' },
  'send-transactional-mail': {
    call: '/TransactionalMail/SendTransactionalMail',
    body: { TemplateID: 20_001, Recipients: ['customer@mail.example'], UniqueMessageID: 'order-1' },
  },
  'send-finalized-transactional-mail': {
    call: '/TransactionalMail/SendFinalizedTransactionalMail',
    body: { FromName: 'Lumenplay', Subject: 'Hi', Html: '<p>Hi</p>', Recipients: ['customer@mail.example'] },
  },

  'optipromo-create': { call: '/v1/promotions', body: { name: 'Summer spins' } },
  'optipromo-get': { call: '/v1/promotions/6001' },
  'optipromo-set-metadata': {
    call: '/v1/promotions/6001/metadata',
    method: 'PATCH',
    body: { name: 'Reload' },
  },
  'optipromo-set-properties': {
    call: '/v1/promotions/6007/properties',
    method: 'PATCH',
    body: { rewardType: 'free_spins' },
  },
  'optipromo-set-tiers': {
    call: '/v1/promotions/6007/promotionTiers',
    method: 'PATCH',
    body: { promotionTiers: [{ name: 'All', condition: 'everybody', reward: 10, unit: 'spins' }] },
  },
  'optipromo-set-reward-constraints': {
    call: '/v1/promotions/6007/rewardConstraints',
    method: 'PATCH',
    body: { perCustomer: 7 },
  },
  'optipromo-set-publishing-budgets': {
    call: '/v1/promotions/6007/publishingBudgets',
    method: 'PATCH',
    body: { audienceCap: 777, rewardBudget: 1000.5 },
  },
  'optipromo-activate': { call: '/v1/promotions/6007/activate', method: 'PATCH' },
  'optipromo-deactivate': { call: '/v1/promotions/6001/deactivate', method: 'PATCH' },
  'optipromo-archive': { call: '/v1/promotions/6001', method: 'DELETE' },
  'optipromo-duplicate': { call: '/v1/promotions/6001/duplicate', method: 'POST' },
  'optipromo-transaction': {
    call: '/v1/promotions/transaction',
    body: {
      commands: [
        { command: 'setMetadata', promotionId: '6007', parameters: { name: 'Free shopping' } },
        { command: 'activate', promotionId: '6007' },
      ],
    },
  },
  'optipromo-create-promocode': { call: '/v1/promocodes', body: { promotionId: '6007', code: 'SHOP-1' } },
  'optipromo-get-promocode': {
    call: '/v1/promocodes/900000001',
    after: { call: '/v1/promocodes', body: { promotionId: '6007', code: 'SHOP-1' } },
  },

  'report-server-event': {
    call: '/v2/reportServer',
    body: {
      tenant: 3101,
      event: 'deposit',
      customer: 'C0000042',
      timestamp: '2026-06-15 11:32:06.094 UTC',
      context: { amount: 150, currency: 'EUR' },
    },
  },
  'set-triggered-gateway': {
    call: '/triggered_conditional_execution_gateway',
    method: 'PUT',
    body: { url: CALLBACK },
  },
  'approve-triggered-execution': {
    call: '/conditional-execution/v2/triggered/approval',
    body: { campaign_id: 12_008, user_id: 'C0000042', allowed: true },
  },
  'save-event': {
    call: '/api/saveEvent',
    body: {
      category: 'metric',
      channel_id: 504,
      campaign_id: 40_261,
      customer: 'C0000042',
      metric: 3,
      timestamp: '2026-06-14T09:00:00Z',
    },
  },
};
