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
  return chosen?.label ?? value.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d\.\d{3}Z$/u, '$1 $2 UTC');
}
