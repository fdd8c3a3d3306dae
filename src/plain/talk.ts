import type { Session } from '../engine/session.js';
import { autoAnswer } from '../run/auto-answer.js';
import { backToQuestion } from '../ui/back.js';
import { focusOf } from '../ui/focus.js';
import { fullText } from '../ui/full-text.js';
import { createLeaving } from '../ui/leaving.js';
import { perform } from '../ui/perform.js';
import { drawn } from '../ui/press-key.js';
import { answerRow } from '../ui/press-row.js';
import { firstScreen, guardMs, type Leave, type Response, type Screen } from '../ui/screen.js';
import { emptyField } from '../ui/text-field.js';
import { typedAbout } from '../ui/typed-about.js';
import type { Clock } from '../world/clock.js';
import { createAsking } from './asking.js';
import { purposeOf, waitingWords } from './at-hand.js';
import { type FocusTextContext, focusText, promptFor } from './focus-text.js';
import type { Paper } from './paper.js';
import { createPrinter } from './printer.js';
import type { Typed } from './reader.js';
import { reading } from './reading.js';
import { stay } from './stay.js';
import { type Taken, takeIdleLine, takeLine } from './take-line.js';
import { createTelling } from './telling.js';
import { isOutdated, turnOf } from './turn.js';

export interface TalkContext {
  readonly clock: Clock;
  /** Zone of the times that are told. */
  readonly tz: string;
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
  /** Stopped by Ctrl-Z, and back in the foreground. */
  readonly continued: () => void;
  readonly stop: () => void;
  /** How the operator left. Rejects with what made the session break off. */
  readonly left: Promise<Leave>;
}

/** The walk as a conversation, on the rules and the state of the full screen. The only place where a line becomes a record. */
export function createTalk(session: Session, { clock, tz, paper, write, discard }: TalkContext): Talk {
  const printer = createPrinter(write, paper);
  const asking = createAsking({ printer, monotonicMs: clock.monotonicMs, discard });
  const telling = createTelling(session.situation(), { printer, paper, tz });
  let screen: Screen = firstScreen;
  /** What is left of a long text. */
  let rest: readonly string[] = [];
  /** The item that the operator wanted looked at again. */
  let again: string | undefined;
  let armed = false;
  let stopped = false;
  const { left, leave, breakOff } = createLeaving(session);

  const take = (withText = false): FocusTextContext => {
    const situation = session.situation();
    const focus = focusOf(screen, situation);
    const text = withText || focus.on === 'failed' ? fullText(session, focus, situation) : undefined;
    return {
      situation,
      focus,
      view: screen.view,
      paper: paper(),
      tz,
      now: clock.now(),
      nowMs: clock.monotonicMs(),
      text,
    };
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

  const look = (): void => {
    if (stopped) {
      return;
    }

    if (telling.message(session.situation())) {
      asking.change(undefined);
    }

    if (isOutdated(screen, session.situation())) {
      printer.say('Something changed while you typed: nothing was recorded.');
      screen = backToQuestion(screen);
      asking.change(undefined);
    }

    const context = take();
    const { focus, situation, nowMs } = context;
    const { turn, identity } = turnOf(screen, focus, situation, again);
    const now = asking.now();
    if (now?.identity === identity) {
      stay(context, { printer, asking, telling });
      return;
    }

    if (now?.openMs !== undefined) {
      printer.say('Something changed: what stood here is asked no longer.');
    }

    telling.results(situation, turn.do === 'ask' && focus.on === 'question' ? focus.item.id : undefined);
    switch (turn.do) {
      case 'leave':
        leave('done');
        break;
      case 'wait':
        asking.change({ identity, purpose: '', atMs: nowMs, prompt: undefined, texts: [], remindedMs: 0 });
        printer.say(waitingWords(focus, situation, again));
        break;
      case 'pass': {
        asking.change(now?.prompt === undefined ? now : undefined);
        guarded(() => session.record(autoAnswer(turn.question)));
        break;
      }
      case 'ask':
        ask(context, identity);
        break;
    }
  };

  const ask = (context: FocusTextContext, identity: string): void => {
    const { focus, situation, nowMs } = context;
    [again, rest] = [undefined, []];
    screen = screen.view.type === 'main' ? drawn(screen, situation, nowMs) : screen;
    if (focus.on === 'waiting' || (focus.on === 'question' && focus.question.facet === 'probes')) {
      telling.watchTold(situation, nowMs);
    }

    const [prompt, purpose] = [promptFor(focus, screen.view), purposeOf(screen)];
    asking.ask({ identity, purpose, atMs: nowMs, prompt, texts: focusText(context), remindedMs: 0 });
  };

  const respond = ({ screen: next, record, act }: Response): void => {
    const problem = next.view.type === 'input' || next.view.type === 'choice' ? next.view.problem : undefined;
    const sentences = [problem, next.hint].filter((one) => one !== undefined);
    guarded(() => {
      if (record !== undefined) {
        session.record(record);
      }

      screen = { ...next, phrase: emptyField, hint: undefined };
    });
    session.typing(typedAbout(screen.view));
    if (stopped) {
      return;
    }

    const now = asking.now();
    printer.say(...sentences);
    if (sentences.length > 0 && record === undefined && act === undefined && purposeOf(screen) === now?.purpose) {
      asking.again();
      return;
    }

    again = act?.do === 'look-again' ? act.check : again;
    // Starting over takes a moment, in which the same is not asked again.
    asking.change(act?.do === 'restart' && now !== undefined ? { ...now, prompt: undefined } : undefined);
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
        asking.again();
        break;
      case 'show': {
        const shown = reading(taken.what, take(taken.what === 'evidence'), rest);
        rest = shown.rest;
        printer.lines(shown.texts);
        asking.again();
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
      const before = asking.now()?.identity;
      look();
      const now = asking.now();
      if (stopped || now === undefined || now.identity !== before) {
        return;
      }

      const { situation, focus, nowMs } = take();
      const context = { screen, situation, focus, line, count, nowMs };
      if (now.openMs !== undefined) {
        carryOut(takeLine({ ...context, tooSoon: atMs < now.openMs + guardMs }));
      } else if (now.prompt === undefined) {
        carryOut(takeIdleLine(context));
      } else {
        asking.tooEarly();
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
      if (asking.now()?.openMs !== undefined) {
        asking.again();
      }
    },
    endOfInput() {
      if (!stopped) {
        const { situation, focus, nowMs } = take();
        printer.lineBegun();
        printer.say('End of input: that answers nothing.');
        const { act } = answerRow(screen, situation, focus, 'pause', nowMs);
        // Who left a deploy unconfirmed would be asked why; nobody can answer any more, so it waits to be resumed.
        respond({ screen, act: act?.do === 'leave' ? act : { do: 'leave', how: 'pause' } });
      }
    },
    continued() {
      if (asking.now()?.openMs !== undefined) {
        printer.endLine();
        asking.again();
      }
    },
    stop() {
      stopped = true;
      asking.stop();
      printer.endLine();
    },
  };
}
