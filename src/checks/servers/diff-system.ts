import { keyOf } from './diff-key.js';
import type { HalfConfigured, SystemChange } from './diff-model.js';

/** `debian 12` → `debian 13` is another system; `alpine 3.19.1` → `alpine 3.19.2` is one to look at. */
export function osChange(from: string, to: string, host: string): readonly SystemChange[] {
  const main = (os: string): string => /^\D*\d*/.exec(os)?.[0] ?? os;
  return from === to
    ? []
    : [
        {
          what: 'os',
          from,
          to,
          severity: main(from) === main(to) ? 'warn' : 'no-go',
          key: keyOf(['os', `${from}>${to}`], host),
        },
      ];
}

/** The kernel that runs. */
export const kernelChange = (from: string, to: string, host: string): readonly SystemChange[] =>
  from === to ? [] : [{ what: 'kernel', from, to, severity: 'warn', key: keyOf(['kernel', `${from}>${to}`], host) }];

/** Packages in the middle of something, whoever left them there and when. */
export const halfConfigured = (entries: readonly string[], host: string): readonly HalfConfigured[] =>
  [...new Set(entries)].map((entry) => ({ what: 'half', entry, severity: 'no-go', key: keyOf(['half', entry], host) }));
