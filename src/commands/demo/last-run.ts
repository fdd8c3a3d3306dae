import { setTimeout as wait } from 'node:timers/promises';
import { plural } from '../../text/plural.js';
import { shipitProgram } from './own-program.js';
import type { DemoPlace } from './place.js';
import { runIn } from './programs.js';

/** First and last lines of `shipit log show last`: what it was, and how it ended. Empty when no run was recorded. */
export async function excerptOfLog(place: DemoPlace, lines: number): Promise<readonly string[]> {
  const text = await shipit(place, ['log', 'show', 'last']).catch(() => '');
  const all = text === '' ? [] : text.split('\n');
  const left = all.length - lines - 1;
  return left < 1 ? all : [...all.slice(0, 1), `… ${plural(left, 'line')}`, ...all.slice(-lines)];
}

/** A deploy goes on without its terminal: the directory is not taken from under it. Waits no longer than 15 s. */
export async function deployOver(place: DemoPlace): Promise<void> {
  for (let tries = 0; tries < 15; tries++) {
    const newest = await shipit(place, ['log', 'list', '--json', '--limit', '1']).catch(() => '');
    if (!newest.includes('"outcome":"running"')) {
      return;
    }

    await wait(1000);
  }
}

const shipit = (place: DemoPlace, args: readonly string[]): Promise<string> =>
  runIn(place, process.execPath, [shipitProgram(), ...args]);
