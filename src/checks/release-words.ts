import type { Checklist } from '../checklist/model.js';
import { operatorTimeZone } from '../world/time-zone.js';

/**
 * `Mon 16 Nov`, in the team's zone or else the operator's; empty for a time that is none.
 * @param now given, a time of another year carries it: `Mon 1 Jan 2024`
 */
export const dayOf = (at: string, { calendar }: Pick<Checklist, 'calendar'>, now?: Date): string => {
  const time = new Date(at);
  const timeZone = calendar.tz ?? operatorTimeZone();
  const isKnown = !Number.isNaN(time.getTime());
  const isFar = isKnown && now !== undefined && yearOf(time, timeZone) !== yearOf(now, timeZone);
  return isKnown
    ? dayFormat(timeZone, isFar ? { year: 'numeric' } : {})
        .format(time)
        .replace(',', '')
    : '';
};

const dayFormat = (timeZone: string, year: { readonly year?: 'numeric' }): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', ...year, timeZone });

const yearOf = (time: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone }).format(time);

/** `a, b, c, …` */
export const some = (names: readonly string[], most = 3): string =>
  `${names.slice(0, most).join(', ')}${names.length > most ? ', …' : ''}`;

/** `web1`, `web1 and web2`, `web1, web2 and web3`, `web1, web2 and 5 more`. */
export function together(names: readonly string[], most = 4): string {
  const shown = names.length > most ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
