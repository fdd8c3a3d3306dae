import type { Situation } from '../engine/session.js';
import type { FormLine } from '../run/evidence.js';
import { questionAt } from '../run/walk.js';
import { walked } from './focus.js';
import type { Purpose } from './screen.js';

/** The line of a form that is being typed, if it is one. */
export const toldAbout = (purpose: Purpose, situation: Situation): FormLine | undefined =>
  purpose.for === 'told' ? questionAt(walked(situation), purpose.key)?.form?.lines?.[purpose.filling.line] : undefined;
