import type { Situation } from '../engine/session.js';
import { type Paper, print } from './paper.js';
import type { Printer } from './printer.js';
import { newResults, type Told, toldBefore } from './results.js';
import { type WatchTold, watchNews } from './watch-news.js';

/** What nobody asked for and everybody has to know; each thing is told once. */
export interface Telling {
  /** Evidence that came since; not that of the item `asked`, which is about to be asked. */
  readonly results: (situation: Situation, asked?: string) => void;
  /** @returns whether there was something new */
  readonly message: (situation: Situation) => boolean;
  /** @returns whether there was something new */
  readonly watch: (situation: Situation, nowMs: number) => boolean;
  /** What a watch sees was told with what is asked. */
  readonly watchTold: (situation: Situation, nowMs: number) => void;
}

export interface TellingContext {
  readonly printer: Printer;
  readonly paper: () => Paper;
  readonly tz: string;
}

export function createTelling(first: Situation, { printer, paper, tz }: TellingContext): Telling {
  let told: Told = toldBefore(first);
  let toldOfWatch: WatchTold | undefined;
  let message: string | undefined;
  return {
    results(situation, asked) {
      const results = newResults(situation, told, asked);
      told = results.told;
      printer.lines(print(results.texts, paper(), 2));
    },
    message(situation) {
      const before = message;
      message = situation.message;
      const isNew = message !== undefined && message !== before;
      printer.say(...(isNew ? [message ?? ''] : []));
      return isNew;
    },
    watch({ watch }, nowMs) {
      const news = watch && watchNews(watch, toldOfWatch, { nowMs, tz });
      toldOfWatch = news?.told;
      printer.say(...(news?.texts ?? []));
      return (news?.texts.length ?? 0) > 0;
    },
    watchTold({ watch }, nowMs) {
      toldOfWatch = watch && watchNews(watch, undefined, { nowMs, tz }).told;
    },
  };
}
