import {
  addDays,
  type CivilDate,
  type DateRange,
  daysBetween,
  isCivilDate,
  parseDateRange,
} from '../calendar/civil.js';
import { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';

/**
 * Leave as typed: `2026-11-02..2026-11-20`, both days included, or one day.
 * @throws OperatorError with one sentence for what it is instead
 */
export function parseLeave(typed: string, today: CivilDate): DateRange {
  const text = typed.trim();
  const range = parseDateRange(text);
  if (range === undefined) {
    throw whatItIs(text);
  }

  const days = daysBetween(range.from, range.to) + 1;
  if (days > longestDays) {
    throw new OperatorError(`${text} is ${days} days long; at most ${longestDays} are written down at once`, {
      hint: 'is the year right? A longer leave can be written down in parts',
    });
  }

  if (range.from > addDays(today, farthestDays)) {
    throw new OperatorError(`${text} begins in ${Number(range.from.slice(0, 4)) - Number(today.slice(0, 4))} years`, {
      hint: 'is the year right?',
    });
  }

  return range;
}

const longestDays = 400;
const farthestDays = 3 * 366;

function whatItIs(text: string): OperatorError {
  const shown = `\`${safeLine(text, 60)}\``;
  const dates = text.match(/\b\d{4}-\d{1,2}-\d{1,2}\b/g) ?? [];
  const wrong = dates.find((date) => !isCivilDate(padded(date)));
  if (wrong !== undefined) {
    return new OperatorError(`there is no day ${wrong}`, { hint: lastDayHint(wrong) });
  }

  const [from, to, ...more] = dates.map(padded);
  if (from !== undefined && to !== undefined && more.length === 0) {
    return from > to
      ? new OperatorError(`${shown} ends before it begins`, { hint: `did you mean ${to}..${from}?` })
      : new OperatorError(`${shown} is not a range of days`, { hint: `did you mean ${from}..${to}?` });
  }

  const short = /^(\d{4}-\d{2}-)(\d{2})\.\.(?:\d{2}-)?(\d{2})$/.exec(text);
  const meant = short && `${short[1]}${short[2]}..${short[1]}${short[3]}`;
  return new OperatorError(`${shown} is not a range of days`, {
    hint:
      meant && parseDateRange(meant)
        ? `did you mean ${meant}?`
        : 'write the first and the last day, 2026-11-02..2026-11-20, or a single one, 2026-11-02',
  });
}

/** `2026-2-3` as it is written right. */
const padded = (date: string): CivilDate =>
  date
    .split('-')
    .map((part) => part.padStart(2, '0'))
    .join('-');

function lastDayHint(date: string): string {
  const [year = '', month = ''] = padded(date).split('-');
  const last = [31, 30, 29, 28].find((day) => isCivilDate(`${year}-${month}-${day}`));
  return last === undefined ? 'write YEAR-MONTH-DAY: 2026-11-02' : `that month has ${last} days`;
}
