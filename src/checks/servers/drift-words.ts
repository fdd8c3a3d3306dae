import { namesOf } from './words.js';

interface Value {
  /** Absent: not installed. */
  readonly value?: string;
  readonly hosts: readonly string[];
}

/**
 * Who has what: `web2 has openssl 3.0.17, others 3.0.19`; where there is no others to speak of, each by name.
 * @param values most hosts first
 */
export function driftText(name: string, values: readonly Value[]): string {
  const [most, second, ...rest] = values;
  if (most === undefined || second === undefined) {
    return name;
  }

  const isUsual = most.hosts.length > second.hosts.length;
  const told = isUsual ? [second, ...rest] : values;
  const [first, ...next] = told.slice(0, 3);
  const more = told.length - 3;
  const has = (first?.hosts.length ?? 0) === 1 ? 'has' : 'have';
  const what = first?.value === undefined ? `no ${name}` : `${name} ${first.value}`;
  return [
    `${namesOf(first?.hosts ?? [])} ${has} ${what}`,
    ...next.map(({ hosts, value }) => `${namesOf(hosts)} ${value ?? 'none'}`),
    ...(more > 0 ? [`${more} more have other ones`] : []),
    ...(isUsual ? [`others ${most.value ?? 'none'}`] : []),
  ].join(', ');
}
