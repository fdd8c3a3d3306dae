import type { Asking } from './asking.js';
import { stillWaiting } from './at-hand.js';
import { type FocusTextContext, focusText } from './focus-text.js';
import { liveChange } from './live.js';
import type { Printer } from './printer.js';
import { reminderDue } from './reminders.js';
import type { Telling } from './telling.js';

export interface StayContext {
  readonly printer: Printer;
  readonly asking: Asking;
  readonly telling: Telling;
}

/**
 * What is said while the same is asked, or waited for: what a watch sees, reminders, and what changed on a page that
 * lives. Results wait for their turn while somebody may be typing.
 */
export function stay(context: FocusTextContext, { printer, asking, telling }: StayContext): void {
  const now = asking.now();
  if (now === undefined) {
    return;
  }

  const { focus, view, situation, nowMs } = context;
  const reprompt = (): void => (now.openMs === undefined ? undefined : printer.prompt(now.prompt ?? ''));
  if (now.prompt === undefined) {
    telling.results(situation);
  }

  if (situation.watch !== undefined) {
    if (telling.watch(situation, nowMs)) {
      reprompt();
    }
  } else if (now.prompt === undefined) {
    const due = reminderDue(nowMs - now.atMs, now.remindedMs);
    if (due !== undefined) {
      asking.change({ ...now, remindedMs: due });
      printer.say(stillWaiting(situation, nowMs));
    }
  } else if (focus.on !== 'question' && focus.on !== 'launch' && view.type === 'main') {
    const texts = focusText(context);
    const changed = liveChange(now.texts, texts, nowMs - now.atMs);
    if (changed.length > 0) {
      printer.lines(changed);
      asking.change({ ...now, texts, atMs: nowMs });
      reprompt();
    }
  }
}
