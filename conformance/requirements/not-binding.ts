import type { NotBinding } from '../ledger/requirement.ts';

/** The sentences of the page that bind no connector, by hash. */
export const notBinding: readonly NotBinding[] = [
  { sentence_sha256: 'dfcad068eee3403ff62fc2e3b75714b34ed640479ca789f93d6500bafa423f25', reason: 'heading' },
  {
    sentence_sha256: 'c56cb18f078d28bde5208daa14fbee15d8ca5ffcbf8c5d6aab3b95beb1abef0e',
    reason: 'about the page itself',
  },
  {
    sentence_sha256: 'ffa3f503c2d9bee6a45cd5cf4de6db068758e0d947ecfa657ddbf54eaa4c6e28',
    reason: 'about the page itself',
  },
  {
    sentence_sha256: '72d0c96760cb740256119583c2cdf97a3492dac88fb397325de6efbd90c07eac',
    reason: 'points elsewhere',
  },
  {
    sentence_sha256: '1f2ae0514729e9840b9cd53f011e7bfaa75f44026b5d0a9aa622bb3e1060d06b',
    reason: 'about who may use the product and whom to ask',
  },
  {
    sentence_sha256: '1e1ef28a3b65cc6e858d5bb8f77b3c5ea025855095ba79c89436534db1f43d1f',
    reason: 'about who may use the product and whom to ask',
  },
  {
    sentence_sha256: '9d458e20977b6e14316197a3d102dd1f24335a3e1badb21dc4774d60a10beb04',
    reason: 'about the page itself',
  },
  { sentence_sha256: '0d3496c4a932cf7baf00253d502a7d17b512a69327441712fe9cb4cd5f2755bd', reason: 'heading' },
  { sentence_sha256: 'fe775307b340637c22eab0fb3bbea33857bfa5de7fa0989971f8029e86bd9d66', reason: 'heading' },
  {
    sentence_sha256: '6f8397f13d14f9c1565ddc533d70177e4f8b7340ef68ed63bd693c2651e99b52',
    reason: 'about the settings of hosts',
  },
  { sentence_sha256: '239bc056d4d86156487102d560d736feb2565c317590b90cecd7146b67293e66', reason: 'heading' },
  { sentence_sha256: 'dd28b5cb26fdc62cace9f1fbe38e425c309bec60c8a350bdf4ffa0267b1aaac6', reason: 'heading' },
  {
    sentence_sha256: '4b3339b162d833078cd794615ba6a7d0a50d35aa4e8bc43725ae21693769956e',
    reason: 'examples of the sentence before it',
  },
  { sentence_sha256: '4e85dfb3417401b8236197ab8df7a5d9465bce30022c70466d6129f7acb92a45', reason: 'heading' },
  {
    sentence_sha256: 'bea67747b83b4d97469e3164008bfa194906b7f89b3a1cdebcb17b1d4a7010ee',
    reason: 'leads into the list below it',
  },
  { sentence_sha256: 'abccc78cc93c07931feccfbd0665c003373b48334fd8d4cf5c6d0c714e68f26e', reason: 'heading' },
  { sentence_sha256: '64849b1e3c34fe442734ee8cbc757cdbe40025de5dae21af89ac3ad497c861a3', reason: 'heading' },
  { sentence_sha256: 'a1cddac48e528f90894ce45a4423a06f9f7175a30ed7bf67765a4d3f51795506', reason: 'heading' },
  {
    sentence_sha256: '8862a499b8ff8d848734b5bf86b58cec9e2f20b008826dff22607638ff57ff1d',
    reason: 'head of a table',
  },
  {
    sentence_sha256: '5774460ee195e111dc49291ff0027ce6226f55e5d9ab58e6768b590968688717',
    reason: 'head of a table',
  },
  { sentence_sha256: '66880d2d8216260d201917a72eb245440ef18ba9b54c070ee39aa4c343ae126f', reason: 'heading' },
  { sentence_sha256: '0d5644ff52ce2ba3b79f31e69157f579bf4422b7c57e93e6556c4951ec49e0fd', reason: 'heading' },
  { sentence_sha256: '721353f1b4eb163884e7392cd9f50381581947e1b9b2aa308fe7484c0cb08600', reason: 'heading' },
  { sentence_sha256: '6bdce11a41e9f081565f055a8bd2878c5a8811abd56bda6b11d8b2fd2a2de179', reason: 'heading' },
  {
    sentence_sha256: 'eb05d59d2d3a21f4acf7f94ce5cfae9f2d01bd280fd06817ec5d55f9b9b9ca9e',
    reason: 'announces the future',
  },
  { sentence_sha256: '442ca700809dac501edbe948d7468836a1508fad42b0170a4961ce7c72bc5808', reason: 'heading' },
  {
    sentence_sha256: '20ea028139a191a98302f1fb228d1950ab4908d395ab088151143c1a98429e10',
    reason: 'a contract between organisations',
  },
  {
    sentence_sha256: '7281bfedcc578a6c86806dc6ad10b4f01b945faf755083203eab9e68112bd207',
    reason: 'leads into the list below it',
  },
  {
    sentence_sha256: 'dd6f66961c5afbad662ee20a9954d75f7dc9b1ab954455932ba0c3e468b8a18b',
    reason: 'leads into the list below it',
  },
  {
    sentence_sha256: '056b61283b376bcd82b50d7a57120f9dd1802caa4cd4d3c9ddfd12c77427a591',
    reason: 'points elsewhere',
  },
  { sentence_sha256: '7abf413c1b639ca7fc3fdb01feaeee5d8b713019c80b2071eb726f242cae2d69', reason: 'heading' },
  { sentence_sha256: 'be91940b79f469101df9a50544b6873aa5509a12f1f93f1cb5e3be3990d344b3', reason: 'heading' },
  {
    sentence_sha256: 'e83e11848b234913f4b6fc07f8c3a7d04ad01314163423e7a32db0f4ec02c9e0',
    reason: 'points elsewhere',
  },
  {
    sentence_sha256: 'e0991570052527986d5a2866f16cdb763d07f0d76e405944adbcff2cc88acdb7',
    reason: 'points elsewhere',
  },
  {
    sentence_sha256: '8c15cf6080d6745efe2b90ba2f7bbef00bbc10f193b6b834ff7c0206cf1e62bb',
    reason: 'points elsewhere',
  },
  {
    sentence_sha256: '6322c0e39261ca88a0d638e2520c7eb58cef0691a8da8d3675e193ef980933f6',
    reason: 'points elsewhere',
  },
  { sentence_sha256: 'a6df11e706c514f13d6ff158dbf98e7ddcf822d7409790852b742268752867b3', reason: 'heading' },
  {
    sentence_sha256: '97e5bba162ff9ca31a2a84be6a06737a98e7b61ef101260dc7b5ae213c96e330',
    reason: 'head of a table',
  },
  {
    sentence_sha256: '67fa2ffae1c42e3a4f8328aa444c7d10e79a8056fc7cf03b0df7123915f3eba4',
    reason: 'head of a table',
  },
  {
    sentence_sha256: '88ab55cc1c40e3cebd70aa055d8a8edaa3d16bf38ae202af6df6c35738cd966b',
    reason: 'history of versions',
  },
  {
    sentence_sha256: 'deaa2123e420ef232fbfc60f7125676a992e28e8d5e554b5bc286759951ccac3',
    reason: 'history of versions',
  },
  {
    sentence_sha256: '673d65db31296b55f533951784ba7385c183cc04e49eef1f0121dc9db2fc233d',
    reason: 'about the page itself',
  },
];
