import { afterRefusals } from '../../sabotage/sabotage-hidden.ts';
import { forbiddenEffect } from './forbidden-effect.ts';

export default forbiddenEffect('safety.no-modification', 'modify', {
  breaks: 'changes what is in the way of a draft, after a conflict',
  hides: 'fault',
  sabotage: (wire) => afterRefusals(wire, /answered 409/u, () => wire.mischief.upstream('modify')),
});
