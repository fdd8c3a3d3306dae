import type { Situation } from '../engine/session.js';
import { showDuration } from '../text/duration.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import type { Marks } from './marks.js';

/** What somebody who looks elsewhere is told about a watch: in the title of the window, and by a bell. */
export interface Attention {
  /** `✖ shop 2 failing` */
  readonly title: string;
  /** What rings once when it is new: something fails, or a question is waiting. */
  readonly ring: string | undefined;
}

/** `undefined` while nobody watches anything. */
export function attentionOf(situation: Situation, marks: Marks): Attention | undefined {
  const { watch, run, now, after } = situation;
  if (watch === undefined) {
    return undefined;
  }

  const app = safeLine(run.app, 40);
  const failing = watch.probes.filter(({ state, excused }) => state === 'failing' && !excused);
  if (failing.length > 0) {
    const names = failing.map(({ name, host }) => `${name}@${host}`).join(' ');
    return { title: `${marks.noGo} ${app} ${failing.length} failing`, ring: `failing ${names}` };
  }

  const open = after.flatMap(({ questions }) => questions).filter(({ answer }) => answer === undefined);
  const [first] = open;
  if (first !== undefined) {
    return { title: `? ${app} asks ${plural(open.length, 'question')}`, ring: `asks ${first.key}` };
  }

  const left = Math.max(0, Date.parse(watch.endsAt) - Date.parse(now));
  return { title: `${marks.go} ${app} ${showDuration(Math.ceil(left / 60_000) * 60_000)} left`, ring: undefined };
}
