import { setTimeout as wait } from 'node:timers/promises';
import { shipitProgram } from './own-program.js';
import type { DemoPlace } from './place.js';
import { runIn } from './programs.js';

/** `shipit log show last` without details: what it was, and the last things that happened. Empty without a run. */
export async function excerptOfLog(place: DemoPlace, lines: number): Promise<readonly string[]> {
  const text = await shipit(place, ['log', 'show', 'last']).catch(() => '');
  const [first = '', ...rest] = text.split('\n');
  const events = rest.filter((line) => /^\d\d:\d\d:\d\d /.test(line));
  return first === '' ? [] : [first, ...(events.length > lines ? ['…'] : []), ...events.slice(-lines)];
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
