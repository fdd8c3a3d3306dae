import type { Stroke } from './keystrokes.js';
import { createLine, type Line } from './typed-line.js';

/** A question of the walk; `machine` ones are asked once something was found. */
export interface Asked {
  readonly id: string;
  readonly about: 'human' | 'killer' | 'machine';
}

export type Bad = 'warn' | 'unknown' | 'no-go';

/** What the operator must be in front of. */
export interface Stand {
  readonly on: string;
  /** Highlighted row, where there are rows to be seen. */
  readonly row: number | undefined;
  readonly view: 'main' | 'page' | 'line';
}

/** What keys mean by the design, written down once more without looking at how the product does it. */
export interface Meant {
  readonly stroke: (stroke: Stroke, nowMs: number) => void;
  /** A frame is on the terminal. */
  readonly drew: (nowMs: number) => void;
  readonly found: (id: string, verdict: Bad, nowMs: number) => void;
  /** Whatever waits for no further key to come. */
  readonly catchUp: (nowMs: number) => void;
  readonly stand: () => Stand;
  /** What must be on record, in order, and how the walk was left. */
  readonly log: readonly string[];
  readonly left: () => boolean;
}

/** design.md section 4: the guard time; docs of `held`: a keyboard begins to repeat within a second, and repeats within 150 ms. */
const [guardMs, repeatMs, heldMs] = [300, 150, 1000];

interface Question extends Asked {
  found?: Bad;
  /** Counts what was found: each time it has to be read anew. */
  times: number;
  answer?: { readonly said: 'go' | 'no-go' | 'n/a'; readonly seen: Bad; readonly nth: number };
}

type Mode = 'waiting' | 'asked' | 'grey' | 'yellow' | 'red' | 'said no' | 'settled';

/** Which letters a question takes, in the order of its rows; `-` is the neutral one, which comes first everywhere. */
const rowsOf: Readonly<Record<Mode, string>> = {
  waiting: '',
  asked: '-gxns',
  grey: '-gxrs',
  yellow: '-gcrs',
  red: '-sro',
  'said no': '-sro',
  settled: '-rb',
};

const badness: Readonly<Record<Bad, number>> = { warn: 1, unknown: 2, 'no-go': 3 };

/** How long ago the same key was pressed, and whether that one has been waited for. */
interface Held {
  readonly nowMs: number;
  readonly sameMs: number;
  readonly settled: boolean;
}

const letterOf = (stroke: Stroke): string => (stroke.does === 'letter' ? stroke.text.toLowerCase() : '');

export function createMeant(asked: readonly Asked[], phrase: string): Meant {
  const questions: readonly Question[] = asked.map((one) => ({ ...one, times: 0 }));
  const log: string[] = [];
  let [answers, row, armed, gone] = [0, 0, false, false];
  let at: string | undefined;
  let shown: { readonly key: string; readonly looks: string; readonly sinceMs: number } | undefined;
  let last: { readonly name: string; readonly atMs: number; readonly burst: boolean } | undefined;
  let waiting: { readonly stroke: Stroke; readonly atMs: number } | undefined;
  let page = false;
  let typing: { readonly letter: string; readonly id: string; about: string; readonly line: Line } | undefined;
  const launchLine = createLine();

  const modeOf = ({ about, found, answer }: Question): Mode => {
    const verdict = about === 'machine' ? found : 'unknown';
    if (verdict === undefined) {
      return 'waiting';
    }

    // An answer stands as long as what it was about has not become worse.
    if (answer !== undefined && badness[verdict] <= badness[answer.seen]) {
      return answer.said === 'no-go' ? 'said no' : 'settled';
    }

    return about !== 'machine' ? 'asked' : verdict === 'warn' ? 'yellow' : verdict === 'unknown' ? 'grey' : 'red';
  };
  const rows = (question: Question): string =>
    question.about === 'killer' ? rowsOf[modeOf(question)].replace('n', '') : rowsOf[modeOf(question)];
  const isOpen = (question: Question): boolean => !['waiting', 'settled'].includes(modeOf(question));
  const find = (id: string | undefined): Question | undefined => questions.find((one) => one.id === id);
  /** Where the operator is: a question, or `launch`, when everything is settled. */
  const focus = (): Question | 'launch' => {
    const chosen = find(typing?.id ?? (page ? shown?.key : at));
    const stays = find(shown?.looks.startsWith('waiting') ? undefined : shown?.key);
    const next = chosen ?? (stays !== undefined && isOpen(stays) ? stays : questions.find(isOpen));
    return next ?? questions.find((one) => modeOf(one) === 'waiting') ?? 'launch';
  };
  const looks = (on: Question | 'launch'): string =>
    on === 'launch' ? on : [modeOf(on), on.id, on.times, on.answer?.nth].join(' ');

  const goHome = (): void => {
    [at, shown, page, typing, row] = [undefined, undefined, false, undefined, 0];
  };
  const goBack = (): void => {
    [page, typing, row] = [false, undefined, 0];
    shown = shown && { ...shown, looks: '' };
  };
  const leave = (how: string): void => {
    gone = true;
    log.push(`left ${how}`);
  };
  const say = (question: Question, said: 'go' | 'no-go' | 'n/a', how: string): void => {
    const mode = modeOf(question);
    const seen = mode === 'red' || mode === 'said no' ? 'no-go' : mode === 'yellow' ? 'warn' : 'unknown';
    question.answer = { said, seen, nth: ++answers };
    log.push(`${question.id} ${said} ${how}`);
    goHome();
  };

  /** What the letter of a row does; the guard, bursts and held keys are done with. */
  const choose = (question: Question, letter: string): void => {
    const how = { yellow: 'accepted-warning', grey: 'by-hand' }[modeOf(question) as string] ?? 'human';
    switch (letter) {
      case '-':
        page = true;
        break;
      case 'g':
      case 'x':
        say(question, letter === 'g' ? 'go' : 'no-go', how);
        break;
      case 's':
        log.push(`${question.id} stop`);
        goHome();
        leave('stop');
        break;
      case 'b':
        goHome();
        break;
      case 'r':
        row = 0;
        if (['said no', 'settled'].includes(modeOf(question))) {
          delete question.answer;
          log.push(`${question.id} reopened`);
        }

        if (question.about === 'machine') {
          log.push(`${question.id} looked at again`);
        }

        break;
      default:
        typing = { letter, id: question.id, about: looks(question), line: createLine() };
    }
  };

  const handIn = (): void => {
    const question = find(typing?.id);
    if (typing === undefined || question === undefined) {
      return;
    }

    const { letter, line, about } = typing;
    const reason = line.text().trim();
    if (!isOpen(question) || !rows(question).includes(letter)) {
      goHome();
    } else if (about !== looks(question)) {
      // What was found meanwhile is to be seen first.
      typing.about = looks(question);
    } else if (letter === 'c' ? reason !== '' : reason.length >= 15) {
      const how = { c: 'accepted-warning', o: 'override' }[letter] ?? 'human';
      say(question, letter === 'n' ? 'n/a' : 'go', `${how} ${JSON.stringify(reason)}`);
    }
  };

  const onLaunch = (name: string, stroke: Stroke): void => {
    const line = launchLine;
    if (name === 'escape') {
      if (line.text() === '') {
        leave('pause');
      }

      line.clear();
    } else if (name === 'enter') {
      if (line.text().trim() === phrase) {
        log.push('launched');
        leave('launch');
      }
    } else if (stroke.does !== 'paste') {
      line.take(stroke);
    }
  };

  const onLine = (line: Line, name: string, stroke: Stroke, sameMs: number): void => {
    if (name === 'escape') {
      goBack();
    } else if (name !== 'enter') {
      line.take(stroke);
    } else if (sameMs >= heldMs) {
      handIn();
    }
  };

  const onQuestion = (on: Question, name: string, stroke: Stroke, held: Held): void => {
    const there = rows(on);
    const letter = letterOf(stroke);
    const byKey = letter === 'e' ? there[0] : [...there].slice(1).find((one) => one === letter);
    const chosen = name === 'enter' ? there[row] : byKey;
    if (letter === '?' || chosen === '-') {
      page = true;
    } else if (letter === 'q' || chosen !== undefined) {
      // The same key within a second may be one that is held down: it counts once nothing follows.
      if (!held.settled && held.sameMs < heldMs) {
        waiting = held.sameMs >= repeatMs ? { stroke, atMs: held.nowMs + repeatMs } : undefined;
      } else if (chosen === undefined) {
        leave('pause');
      } else {
        choose(on, chosen);
      }
    } else if (name === 'escape') {
      [at, row] = [undefined, 0];
    } else {
      const most = Math.max(0, there.length - 1);
      row = { up: Math.max(0, row - 1), down: Math.min(most, row + 1), home: 0, end: most }[name] ?? row;
    }
  };

  const onMain = (name: string, stroke: Stroke, burst: boolean, held: Held): void => {
    const on = focus();
    if (name === 'tab' || name === 'shift-tab') {
      const here = on === 'launch' ? (name === 'tab' ? -1 : questions.length) : questions.indexOf(on);
      at = questions.at((here + (name === 'tab' ? 1 : -1)) % questions.length)?.id;
      row = 0;
    } else if (shown?.looks === looks(on) && held.nowMs - shown.sinceMs >= guardMs) {
      if (on === 'launch') {
        onLaunch(name, stroke);
      } else if (!burst) {
        onQuestion(on, name, stroke, held);
      }
    }
  };

  const press = (stroke: Stroke, nowMs: number, settled: boolean): void => {
    const name = stroke.does === 'key' ? stroke.name : stroke.does === 'letter' ? `letter ${stroke.text}` : 'many';
    const sinceMs = last === undefined ? Number.POSITIVE_INFINITY : nowMs - last.atMs;
    const burst = name === 'many' || (last?.burst === true && sinceMs < guardMs);
    const sameMs = last?.name === name ? sinceMs : Number.POSITIVE_INFINITY;
    const wasArmed = armed;
    armed = name === 'ctrl-c';
    last = { name, atMs: nowMs, burst };
    if (name === 'ctrl-c') {
      if (wasArmed) {
        leave('interrupt');
      }
    } else if (page) {
      const letter = letterOf(stroke);
      if (['escape', 'enter'].includes(name) || (letter !== '' && 'eqb?'.includes(letter))) {
        goBack();
      }
    } else if (typing !== undefined) {
      onLine(typing.line, name, stroke, sameMs);
    } else {
      onMain(name, stroke, burst, { nowMs, sameMs, settled });
    }
  };

  const catchUp = (nowMs: number): void => {
    if (waiting !== undefined && waiting.atMs <= nowMs && !gone) {
      const { stroke, atMs } = waiting;
      waiting = undefined;
      press(stroke, atMs, true);
    }
  };
  return {
    log,
    catchUp,
    left: () => gone,
    stroke(stroke, nowMs) {
      catchUp(nowMs);
      waiting = undefined;
      if (!gone) {
        press(stroke, nowMs, false);
      }
    },
    drew(nowMs) {
      catchUp(nowMs);
      const on = focus();
      if (!page && typing === undefined && shown?.looks !== looks(on)) {
        shown = { key: on === 'launch' ? on : on.id, looks: looks(on), sinceMs: nowMs };
        row = 0;
      }
    },
    found(id, verdict, nowMs) {
      catchUp(nowMs);
      const question = find(id);
      if (question !== undefined) {
        question.found = verdict;
        question.times += 1;
      }
    },
    stand() {
      const on = focus();
      const view = page ? 'page' : typing === undefined ? 'main' : 'line';
      const hasRows = on !== 'launch' && rows(on) !== '' && view === 'main';
      return { on: on === 'launch' ? on : on.id, view, row: hasRows ? row : undefined };
    },
  };
}
