import { civil } from '../calendar/civil.js';
import { showMinutes } from '../calendar/hours.js';
import type { WatchView } from '../engine/watch/view.js';
import { plural } from '../text/plural.js';
import { foldWell } from '../ui/watch-fold.js';

/** What was told about a watch, and when. */
export interface WatchTold {
  /** By probe: its state. */
  readonly states: Readonly<Record<string, string>>;
  /** Monotonic milliseconds. */
  readonly atMs: number;
}

/** How often something is said about a watch in which nothing changes, in milliseconds. */
const quietMs = 60_000;

/**
 * What there is to say about a watch: each probe whose state changed, and once a minute how it goes as a whole.
 * @param tz zone of the times
 */
export function watchNews(
  view: WatchView,
  told: WatchTold | undefined,
  { nowMs, tz }: { readonly nowMs: number; readonly tz: string },
): { readonly texts: readonly string[]; readonly told: WatchTold } {
  const states = Object.fromEntries(view.probes.map((probe) => [nameOf(probe), probe.state]));
  const changed = foldWell(view.probes.filter((probe) => told?.states[nameOf(probe)] !== probe.state)).map(
    ({ probe, hosts }) =>
      hosts.length > 1
        ? `${probe.name}: ok on ${plural(hosts.length, 'host')}`
        : `${nameOf(probe)}: ${probe.state}${probe.text === '' ? '' : ` - ${probe.text}`}`,
  );
  const due = told === undefined || nowMs - told.atMs >= quietMs;
  const texts = [...changed, ...(due ? [watchWords(view, tz)] : [])];
  return { texts, told: { states, atMs: texts.length > 0 ? nowMs : (told?.atMs ?? nowMs) } };
}

const nameOf = ({ name, host }: WatchView['probes'][number]): string =>
  host === 'local' ? name : `${name} on ${host}`;

/** `Watching: 3 ok; until 12:14:05 at the earliest, the next question at 11:52:05.` */
export function watchWords({ probes, endsAt, nextAskAt }: WatchView, tz: string): string {
  const states = [...new Set(probes.map(({ state }) => state))].map(
    (state) => `${probes.filter((probe) => probe.state === state).length} ${state}`,
  );
  const next = nextAskAt === undefined ? '' : `, the next question at ${clock(nextAskAt, tz)}`;
  return `Watching: ${states.length === 0 ? 'no probes' : states.join(', ')}; until ${clock(endsAt, tz)} at the earliest${next}.`;
}

/** With seconds: at 12:14:50 "until 12:14" would be over. */
const clock = (iso: string, tz: string): string =>
  `${showMinutes(civil(new Date(iso), tz).minutes)}:${String(new Date(iso).getUTCSeconds()).padStart(2, '0')}`;
