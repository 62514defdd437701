import { inWords } from './words.ts';
import type { ChannelKind } from '#contract/entities/entity.ts';

export const CHANNEL_WORDS: Readonly<Record<ChannelKind, string>> = {
  email: 'email',
  sms: 'SMS',
  push: 'push',
  in_app: 'in-app',
  web: 'web',
  whatsapp: 'WhatsApp',
  call_center: 'call centre',
  custom: 'custom channel',
};

/** `Email, push` */
export function channelList(kinds: readonly ChannelKind[]): string {
  return inWords(kinds.map((kind) => CHANNEL_WORDS[kind]).join(', '));
}
