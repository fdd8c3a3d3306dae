import { civil } from '../calendar/civil.js';
import { showMinutes } from '../calendar/hours.js';
import type { Answered } from './events.js';
import type { Form } from './evidence.js';

/**
 * `regression: checkout broken for everyone (https://issues.test/1)`; nothing where nothing was told.
 * @param form with it what was chosen is named as it was on screen
 */
export function toldWords({ told = {} }: Pick<Answered, 'told'>, form?: Form): string {
  const values = Object.entries(told).map(([name, value]) => labelOf(name, value, form));
  const links = values.filter(isLink).map((link) => `(${link})`);
  return [values.filter((value) => !isLink(value)).join(': '), ...links].filter((words) => words !== '').join(' ');
}

const isLink = (text: string): boolean => /^https:\/\//i.test(text);

function labelOf(name: string, value: string, form: Form | undefined): string {
  const chosen = form?.choice?.name === name ? form.choice.options.find((option) => option.value === value) : undefined;
  const tz = form?.lines?.find((line) => line.name === name)?.tz;
  return chosen?.label ?? (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(value) ? momentIn(tz, value) : value);
}

/** `2026-11-20 14:30 Europe/Berlin` */
function momentIn(tz: string | undefined, value: string): string {
  try {
    const { date, minutes } = civil(new Date(value), tz ?? 'UTC');
    return `${date} ${showMinutes(minutes)} ${tz ?? 'UTC'}`;
  } catch {
    return value;
  }
}
