import { besideRepeats } from '../../sabotage/sabotage-hidden.ts';
import { forbiddenEffect } from './forbidden-effect.ts';

export default forbiddenEffect('safety.no-settings', 'settings', {
  breaks: 'changes its settings when the same is asked a second time',
  hides: 'retry',
  sabotage: (wire) => besideRepeats(wire, () => wire.mischief.upstream('settings')),
});
