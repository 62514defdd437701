import type { ChannelRecord } from '#fixtures/world-data.ts';
import { type Act, type Acts, defineAct } from './define.ts';

/** Channels belong to the whole tenant: turning one on or off is a setting. */
export const CHANNELS: Acts<ChannelRecord> = {
  disable: turn(
    'Disable',
    ['active', 'degraded'],
    'disabled',
    'Nothing goes out by it until somebody enables it.',
  ),
  enable: turn('Enable', ['disabled'], 'active', 'Whatever is to go out by it goes out again.'),
};

function turn(
  title: string,
  from: readonly ChannelRecord['status'][],
  status: ChannelRecord['status'],
  consequence: string,
): Act<ChannelRecord> {
  return defineAct<ChannelRecord>({
    title,
    effect: 'settings',
    permission: 'settings.write',
    from,
    foretell: () => [consequence],
    carryOut: (channel) => ({ record: { ...channel, status } }),
  });
}
