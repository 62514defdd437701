import type { Example } from './examples.ts';

const CALLBACK = 'https://vendor.example/callback';

export const WRITES: Readonly<Record<string, Example>> = {
  'register-event-listener': {
    call: '/General/RegisterEventListener',
    body: { EventTypeID: 13, ListenerURL: CALLBACK, ChannelID: 504 },
  },
  'unregister-event-listener': {
    call: '/General/UnregisterEventListener',
    body: { EventTypeID: 2 },
    after: { call: '/Triggers/RegisterEventListener', body: { EventTypeID: 2, ListenerURL: CALLBACK } },
  },
  'create-customer-list': {
    call: '/api/v2/target-group/customer-list',
    body: { 'list-name': 'Winners of May', customers: ['C0000042', 'nobody'] },
  },
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
  'add-promotions': {
    call: '/Integrations/AddPromotions',
    body: [
      { PromoCode: 'NV10', PromotionName: 'New VIP 10%' },
      { PromoCode: 'wknd50', PromotionName: 'Weekend Reload, renamed' },
    ],
  },
  'delete-promotions': { call: '/Integrations/DeletePromotions', body: [{ PromoCode: 'WKND50' }] },
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
  'send-transactional-mail': {
    call: '/TransactionalMail/SendTransactionalMail',
    body: { TemplateID: 20_001, Recipients: ['customer@mail.example'], UniqueMessageID: 'order-1' },
  },
  'send-finalized-transactional-mail': {
    call: '/TransactionalMail/SendFinalizedTransactionalMail',
    body: { FromName: 'Lumenplay', Subject: 'Hi', Html: '<p>Hi</p>', Recipients: ['customer@mail.example'] },
  },
  'optipromo-create': { call: '/v1/promotions', body: { name: 'Summer spins' } },
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
