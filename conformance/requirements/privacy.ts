import type { Requirement } from '../requirement.ts';

/** Where data goes, and what is kept. */
export const privacy = [
  {
    id: 'privacy.no-files',
    clause: 'Calls never ask the host for the files of the user.',
    section: 'What the connector does not do',
    sentence_sha256: [
      '12410e4106d39e174c1969815e1e86ebf4bbd932f0f6eaaf57dd88aa8a4ab105',
      '8085816aa15e2b5aa208356bdfc5b8bd371ddc4410cd1285c02dee76a4857046',
    ],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'privacy.no-model',
    clause: 'Calls never ask the host for its model: no tenant data reaches a model by way of the connector.',
    section: 'Data handling and privacy',
    sentence_sha256: [
      '4b48f44079b7d7bb6262b710a2270f4f1e000d582c9186740f3f6ee6afd4ea48',
      '3b9e716b0ee21381b34296541a96ccc25e4c24a046d4790d3b6f756151a38a62',
    ],
    keyword: 'MUST',
    level: 'L1',
  },
  {
    id: 'privacy.no-conversation',
    clause: 'Conversation and messages of the host are neither read nor kept.',
    section: 'What the connector does not do',
    sentence_sha256: [
      '6119659983a60fb2ec197caeea867e7d2308e182a4044c3491cfc51564e8120e',
      '354430a41a4d2bb1f68ed46f0b20695524d495e6db0a08a107c56ec38a195c4e',
    ],
    keyword: 'MUST',
    level: 'L1',
    deferred:
      'needs a look into everything that the connector writes while marked text is sent beside the call',
  },
  {
    id: 'privacy.only-payload',
    clause: 'Nothing outside of the payload of a tool call is collected.',
    section: 'Data handling and privacy',
    sentence_sha256: ['307701e5aa7e734f0bce5ca596970b0d19755654116469fd8bd1f9625954acfa'],
    keyword: 'MUST',
    level: 'L1',
    deferred:
      'needs a look into everything that the connector writes while marked text is sent beside the call',
  },
  {
    id: 'privacy.audit',
    clause: 'Parameters and results of calls are kept for operation and audit, and for a short time.',
    section: 'Data handling and privacy',
    sentence_sha256: ['6b46ec1f706da6c306292bb2ed59b2b41ea77384991a22674eb0b355df6b9d00'],
    keyword: 'MUST',
    level: 'L1',
    deferred: 'needs the audit log of the connector and a clock that can pass its retention',
  },
  {
    id: 'privacy.tokens-at-rest',
    clause: 'OAuth tokens are encrypted where they are stored, and rotated.',
    section: 'Data handling and privacy',
    sentence_sha256: ['604f4c4e24b3325f1ad4c5a7d1b2d2ad76a2362c3327eb49b9e6ea62296973e0'],
    keyword: 'MUST',
    level: 'L1',
    deferred: 'needs the data folder of connector and authorization server',
  },
  {
    id: 'privacy.telemetry',
    clause: 'Telemetry says which tool, how long and how it ended, and nothing of the tenant.',
    section: 'Data handling and privacy',
    sentence_sha256: ['95b08401adced42500fe7bc8c102e1d7838bd12393dbede50b7af383cba678da'],
    keyword: 'MUST',
    level: 'L1',
    deferred: 'needs the telemetry sink of the connector and marked text in the tenant',
  },
  {
    id: 'privacy.region',
    clause: 'Data is processed in the region of its tenant.',
    section: 'Data handling and privacy',
    sentence_sha256: ['470443adbefdfbc51c7de74d96ae1e7e19744f3bc4a1a015ff50891c6a10d28e'],
    keyword: 'MUST',
    level: 'L1',
    deferred: 'needs connectors of two regions',
  },
  {
    id: 'privacy.egress',
    clause: 'The connector opens connections to Optimove alone.',
    section: 'Data handling and privacy',
    sentence_sha256: ['4b48f44079b7d7bb6262b710a2270f4f1e000d582c9186740f3f6ee6afd4ea48'],
    keyword: 'MUST',
    level: 'L3',
    deferred:
      'needs the connector in one process with the suite, or a network that records where it connects to',
  },
  {
    id: 'privacy.no-training',
    clause: 'Data of customers trains no model.',
    section: 'Data handling and privacy',
    sentence_sha256: ['69932c5a10b7de3ceaff2f43a383aef7f8161fd37ad86be931014bfe4f6373a8'],
    keyword: 'MUST',
    level: 'L1',
    deferred: 'this binds an organisation, not a program: an audit would observe it',
  },
] as const satisfies readonly Requirement[];
