import type { Answered } from './events.js';

/** `regression: checkout broken for everyone (https://issues.test/1)`; nothing where nothing was told. */
export function toldWords({ told }: Pick<Answered, 'told'>): string {
  const values = Object.values(told ?? {});
  const isLink = (text: string): boolean => text.startsWith('https://');
  const links = values.filter(isLink).map((link) => `(${link})`);
  return [values.filter((text) => !isLink(text)).join(': '), ...links].filter((words) => words !== '').join(' ');
}
