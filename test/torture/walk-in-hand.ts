import { EventEmitter } from 'node:events';
import { StringDecoder } from 'node:string_decoder';
import type { ReadStream } from 'node:tty';
import type { Session, Situation } from '../../src/engine/session.js';
import type { RunEvent } from '../../src/run/events.js';
import { openKeyboard } from '../../src/ui/keyboard.js';
import { createStore } from '../../src/ui/store.js';
import { evidence, item } from '../run/facts.js';
import { human, situationOf } from '../ui/situations.js';
import type { Asked, Bad, Stand } from './meant.js';

/** The real keyboard and the real store over a run in memory. */
export interface WalkInHand {
  readonly type: (bytes: Buffer) => void;
  readonly find: (id: string, verdict: Bad) => void;
  /** The last frame reaches the terminal. */
  readonly draw: () => void;
  readonly stand: () => Stand;
  readonly log: readonly string[];
  readonly close: () => void;
}

export interface WalkWishes {
  readonly asked: readonly Asked[];
  readonly nowMs: () => number;
  /** The screen is another one now: a frame is due. */
  readonly changed: () => void;
  readonly lookAgain: (id: string) => void;
}

export function walkInHand({ asked, nowMs, changed, lookAgain }: WalkWishes): WalkInHand {
  const plan = asked.map(({ id, about }) =>
    about === 'machine' ? item(id) : human(id, { killer: about === 'killer' }),
  );
  const events: RunEvent[] = [];
  const log: string[] = [];
  const listeners = new Set<() => void>();
  let situation: Situation | undefined;
  const add = (event: RunEvent): void => {
    events.push(event);
    situation = undefined;
    for (const listener of listeners) {
      listener();
    }
  };
  const session = {
    situation: () => {
      situation ??= situationOf({ plan, events });
      return situation;
    },
    listen(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    record(event: RunEvent) {
      log.push(...told(event));
      add(event);
    },
    lookAgain(id: string) {
      log.push(`${id} looked at again`);
      lookAgain(id);
    },
    typing: () => undefined,
    decide() {
      log.push('launched');
      return Promise.resolve('launched');
    },
    broken: new Promise(() => undefined),
  } as unknown as Session;
  const store = createStore(session, { kind: 'system', now: () => new Date(nowMs()), monotonicMs: nowMs }, changed);
  store.subscribe(changed);
  void store.left.then((how) => log.push(`left ${how}`));
  const stdin = Object.assign(new EventEmitter(), {
    setEncoding: () => undefined,
    setRawMode: () => undefined,
    resume: () => undefined,
    pause: () => undefined,
  });
  const keyboard = openKeyboard(stdin as unknown as ReadStream, store.press);
  const decoder = new StringDecoder('utf8');
  return {
    log,
    type: (bytes) => stdin.emit('data', decoder.write(bytes)),
    find: (id, verdict) => add(evidence(id, verdict, { findings: [] })),
    draw: () => store.shown({ page: 10, tooSmall: false }),
    stand() {
      const { focus, screen } = store.snapshot();
      const { type } = screen.view;
      return {
        on: focus.key,
        view: type === 'main' ? 'main' : type === 'input' ? 'line' : 'page',
        row: type === 'main' && focus.rows.length > 0 ? screen.row : undefined,
      };
    },
    close() {
      keyboard.close();
      store.stop();
    },
  };
}

const told = (event: RunEvent): readonly string[] =>
  event.type === 'answer'
    ? [
        event.answer === 'stop'
          ? `${event.check} stop`
          : `${event.check} ${event.answer} ${event.how}${event.reason === undefined ? '' : ` ${JSON.stringify(event.reason)}`}`,
      ]
    : event.type === 'reopened'
      ? [`${event.check} reopened`]
      : [event.type];
