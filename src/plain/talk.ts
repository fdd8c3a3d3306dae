import type { Session } from '../engine/session.js';
import { focusOf } from '../ui/focus.js';
import { fullText } from '../ui/full-text.js';
import { perform } from '../ui/perform.js';
import { drawn } from '../ui/press-key.js';
import { answered, answerRow, backToQuestion } from '../ui/press-row.js';
import { firstScreen, guardMs, type Leave, type Response, type Screen } from '../ui/screen.js';
import { emptyField } from '../ui/text-field.js';
import type { Clock } from '../world/clock.js';
import { type Asked, isWaiting, passesByItself, purposeOf, stillWaiting, waitingWords } from './at-hand.js';
import { type FocusTextContext, focusText, promptFor } from './focus-text.js';
import { liveChange } from './live.js';
import { type Paper, print } from './paper.js';
import { createPrinter } from './printer.js';
import type { Typed } from './reader.js';
import { reading } from './reading.js';
import { reminderDue } from './reminders.js';
import { newResults, type Told, toldBefore } from './results.js';
import { type Taken, takeIdleLine, takeLine } from './take-line.js';

export interface TalkContext {
  readonly clock: Clock;
  /** As wide as the terminal is now. */
  readonly paper: () => Paper;
  readonly write: (text: string) => void;
  /** Throws away what was typed so far. @returns whether there was anything */
  readonly discard: () => Promise<boolean>;
}

export interface Talk {
  /** Prints what has changed since. Safe to call at any time. */
  readonly look: () => void;
  readonly typed: (typed: Typed) => void;
  readonly interrupt: () => void;
  readonly endOfInput: () => void;
  readonly stop: () => void;
  /** How the operator left. Rejects with what made the session break off. */
  readonly left: Promise<Leave>;
}

/** The walk as a conversation, on the rules and the state of the full screen. The only place where a line becomes a record. */
export function createTalk(session: Session, { clock, paper, write, discard }: TalkContext): Talk {
  const printer = createPrinter(write, paper);
  let screen: Screen = firstScreen;
  let told: Told = toldBefore(session.situation());
  let asked: Asked | undefined;
  /** What is left of a long text. */
  let rest: readonly string[] = [];
  let message: string | undefined;
  /** The item that the operator wanted looked at again. */
  let again: string | undefined;
  let thrownAway = false;
  let armed = false;
  let stopped = false;
  let guard: NodeJS.Timeout | undefined;
  let leave: (how: Leave) => void = () => undefined;
  let breakOff: (error: unknown) => void = () => undefined;
  const left = new Promise<Leave>((resolve, reject) => {
    leave = resolve;
    breakOff = reject;
  });
  left.catch(() => undefined);
  void session.broken.then(breakOff);

  const take = (withText = false): FocusTextContext => {
    const situation = session.situation();
    const focus = focusOf(screen, situation);
    const text = withText || focus.on === 'failed' ? fullText(session, focus, situation) : undefined;
    return { situation, focus, view: screen.view, paper: paper(), now: clock.now(), nowMs: clock.monotonicMs(), text };
  };

  /** What cannot be recorded ends the session: no record, no effect. */
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      stopped = true;
      breakOff(error);
    }
  };

  const openPrompt = (): void => {
    if (asked?.prompt !== undefined) {
      printer.prompt(asked.prompt);
      asked = { ...asked, openMs: clock.monotonicMs() };
    }
  };

  /** Prints what is asked; gives time to read it; and lets nothing count that was typed before. */
  const ask = (context: FocusTextContext, identity: string): void => {
    const { situation, focus, view, nowMs } = context;
    const texts = focusText(context);
    const prompt = promptFor(focus, view);
    printer.lines(['', ...texts]);
    screen = view.type === 'main' ? drawn(screen, situation, nowMs) : screen;
    const mine: Asked = { identity, purpose: purposeOf(screen), atMs: nowMs, prompt, texts, remindedMs: 0 };
    asked = mine;
    [rest, thrownAway] = [[], false];
    if (prompt !== undefined) {
      guard = setTimeout(
        () => void discard().then((something) => asked === mine && !stopped && begin(something)),
        guardMs,
      );
    }
  };

  const begin = (something: boolean): void => {
    if (something || thrownAway) {
      printer.say('What was typed before this was asked is thrown away.');
    }

    openPrompt();
  };

  const tellResults = (besides?: string): void => {
    const results = newResults(session.situation(), told, besides);
    told = results.told;
    printer.lines(print(results.texts, paper(), 2));
  };

  /** What stands there already: reminders while nothing can be answered, and what changed on a page that lives. */
  const stay = (context: FocusTextContext, now: Asked): void => {
    const { focus, situation, nowMs } = context;
    if (now.prompt === undefined) {
      tellResults();
      const due = reminderDue(nowMs - now.atMs, now.remindedMs);
      if (due !== undefined) {
        asked = { ...now, remindedMs: due };
        printer.say(stillWaiting(situation, nowMs));
      }
    } else if (focus.on !== 'question' && focus.on !== 'launch' && screen.view.type === 'main') {
      const texts = focusText(context);
      const changed = liveChange(now.texts, texts, nowMs - now.atMs);
      if (changed.length > 0) {
        printer.lines(changed);
        asked = { ...now, texts, atMs: nowMs };
        if (now.openMs !== undefined) {
          printer.prompt(now.prompt);
        }
      }
    }
  };

  const tellMessage = (now: string | undefined): void => {
    if (now !== message && now !== undefined) {
      printer.say(now);
      asked = undefined;
    }

    message = now;
  };

  const look = (): void => {
    if (stopped) {
      return;
    }

    tellMessage(session.situation().message);
    if (screen.view.type === 'input' && focusOf(screen, session.situation()).identity !== screen.view.about) {
      printer.say('Something changed while you typed: nothing was recorded.');
      screen = backToQuestion(screen);
      asked = undefined;
    }

    const context = take();
    const { focus, situation, nowMs } = context;
    if (focus.on === 'done') {
      tellResults();
      leave('done');
      return;
    }

    const waits = isWaiting(focus, situation, again);
    const identity = waits ? `waiting ${screen.at ?? ''}` : `${purposeOf(screen)} ${focus.identity}`;
    if (asked?.identity === identity) {
      stay(context, asked);
      return;
    }

    clearTimeout(guard);
    if (asked?.openMs !== undefined) {
      printer.say('Something changed: what stood here is asked no longer.');
    }

    const passes = passesByItself(screen, focus);
    tellResults(focus.on === 'question' && !passes && !waits ? focus.item.id : undefined);
    if (waits) {
      asked = { identity, purpose: '', atMs: nowMs, prompt: undefined, texts: [], remindedMs: 0 };
      printer.say(waitingWords(focus, situation, again));
      return;
    }

    again = undefined;
    if (!passes || focus.on !== 'question') {
      ask(context, identity);
      return;
    }

    asked = asked?.prompt === undefined ? asked : undefined;
    const { question } = focus;
    const given = { answer: question.verdict === 'n/a' ? 'n/a' : 'go', how: 'auto', by: 'shipit' } as const;
    guarded(() => session.record(answered(situation, { ...screen, drawn: undefined }, question, nowMs, given)));
  };

  const respond = ({ screen: next, record, act }: Response): void => {
    const problem = next.view.type === 'input' ? next.view.problem : undefined;
    const sentences = [problem, next.hint].filter((one) => one !== undefined);
    guarded(() => {
      if (record !== undefined) {
        session.record(record);
      }

      screen = { ...next, phrase: emptyField, hint: undefined };
    });
    if (stopped) {
      return;
    }

    printer.say(...sentences);
    if (sentences.length > 0 && record === undefined && act === undefined && purposeOf(screen) === asked?.purpose) {
      openPrompt();
      return;
    }

    again = act?.do === 'look-again' ? act.check : again;
    // Starting over takes a moment, in which the same is not asked again.
    asked = act?.do === 'restart' && asked !== undefined ? { ...asked, prompt: undefined } : undefined;
    if (act !== undefined && act.do !== 'redraw' && act.do !== 'settle') {
      perform(act, { session, leave, breakOff });
    }

    stopped ||= act?.do === 'leave';
    look();
  };

  const carryOut = (taken: Taken): void => {
    switch (taken.do) {
      case 'respond':
        respond(taken.response);
        break;
      case 'refuse':
        printer.say(taken.sentence);
        openPrompt();
        break;
      case 'show': {
        const shown = reading(taken.what, take(taken.what === 'evidence'), rest);
        rest = shown.rest;
        printer.lines(shown.texts);
        openPrompt();
        break;
      }
      case 'nothing':
        break;
    }
  };

  return {
    left,
    look,
    typed({ line, count, atMs }) {
      printer.lineEnded();
      armed = false;
      const before = asked?.identity;
      look();
      if (stopped || asked === undefined || asked.identity !== before) {
        return;
      }

      const { situation, focus } = take();
      const context = { screen, situation, focus, line, count, nowMs: clock.monotonicMs() };
      if (asked.openMs !== undefined) {
        carryOut(takeLine({ ...context, tooSoon: atMs < asked.openMs + guardMs }));
      } else if (asked.prompt === undefined) {
        carryOut(takeIdleLine(context));
      } else {
        thrownAway = true;
      }
    },
    interrupt() {
      if (armed) {
        stopped = true;
        leave('interrupt');
        return;
      }

      armed = true;
      printer.lineBegun();
      printer.say('Ctrl-C again to leave. Everything answered is kept; `shipit resume` goes on.');
      if (asked?.openMs !== undefined) {
        openPrompt();
      }
    },
    endOfInput() {
      if (!stopped) {
        const { situation, focus, nowMs } = take();
        printer.lineBegun();
        printer.say('End of input: that answers nothing.');
        respond(answerRow(screen, situation, focus, 'pause', nowMs));
      }
    },
    stop() {
      stopped = true;
      clearTimeout(guard);
      printer.endLine();
    },
  };
}
