import { short } from '../run/release.js';
import type { CommandContext } from './context.js';
import { deployOver, excerptOfLog } from './demo/last-run.js';
import { letPlay } from './demo/let-play.js';
import { type LiveShop, openShop } from './demo/live-shop.js';
import { type DemoPlace, makePlace } from './demo/place.js';
import { play } from './demo/play.js';
import { makeProject } from './demo/project.js';
import { acts } from './demo/steps.js';
import { closing, welcome } from './demo/words.js';
import { exitOf, listenToSignals } from './signals.js';

export interface DemoOptions {
  /** Plays the operator's keys, too. Without a terminal it always does. */
  readonly play: boolean;
}

/**
 * Makes a throw-away project with real findings and starts the real shipit on it. Whatever ends it, its directory is
 * gone afterwards, and nothing of the operator's own was touched.
 * @returns the exit code of shipit; 128 + its number for a signal
 */
export async function demo(context: CommandContext, options: DemoOptions): Promise<number> {
  const ended = new AbortController();
  const signals = listenToSignals();
  void signals.received.then((name) => ended.abort(name));
  const place = makePlace(context.env);
  process.on('exit', place.remove);
  let shop: LiveShop | undefined;
  try {
    shop = await openShop(place, ended.signal);
    return await demoIn({ place, url: shop.url }, context, options, ended);
  } catch (error) {
    if (ended.signal.aborted) {
      return exitOf(ended.signal.reason);
    }

    throw error;
  } finally {
    await deployOver(place);
    await shop?.stop();
    place.remove();
    process.off('exit', place.remove);
    signals.stop();
  }
}

async function demoIn(
  { place, url }: { readonly place: DemoPlace; readonly url: string },
  context: CommandContext,
  options: DemoOptions,
  ended: AbortController,
): Promise<number> {
  const { stdin, stdout } = context;
  const say = (lines: readonly string[]): void => void stdout.write(`${lines.join('\n')}\n\n`);
  const { signal } = ended;
  const plays = options.play || !stdin.isTTY || !stdout.isTTY;
  const commit = await makeProject(place, { now: new Date(), url, signal });
  say(welcome(place, url));
  if (!plays) {
    say(['Enter starts shipit, Ctrl-C leaves.']);
  }

  const exit = plays
    ? await play(context, place, {
        acts: acts({ place, url, phrase: `production ${short(commit)}` }),
        signal,
        interrupt: () => ended.abort('SIGINT'),
      })
    : await letPlay(context, place, signal);
  if (!signal.aborted) {
    say(['', '$ shipit log show last', ...(await excerptOfLog(place, 45))]);
    say(closing);
  }

  return exit;
}
