import type { Came, PackageChange } from './diff-model.js';
import type { StaleFile } from './host-state.js';

/** `openssl 3.0.17-1 → 3.0.19-1 came on Wed 06:12 (unattended-upgrade)`. */
export function changeSentence(
  change: PackageChange,
  came: Came | undefined,
  when: (seconds: number) => string,
): string {
  const { kind, source, from, to } = change;
  const by = came?.by === undefined ? '' : ` (${came.by})`;
  const on = came === undefined ? '' : ` on ${when(came.at)}${by}`;
  switch (kind) {
    case 'added':
      return `${source} ${to ?? ''} was added${on}`;
    case 'removed':
      return `${source} ${from ?? ''} was removed${on}`;
    case 'downgraded':
      return `${source} was downgraded from ${from ?? 'a later one'} to ${to ?? 'an older one'}${on}`;
    case 'upgraded':
    case 'changed':
      return `${source} ${from === undefined ? '' : `${from} → `}${to ?? ''}${on === '' ? '' : ` came${on}`}`;
  }
}

/** `uwsgi still runs the old one; this deploy will switch it`. */
export function waitsSentence(files: readonly StaleFile[]): string {
  const programs = [...new Set(files.map(({ program }) => program))].toSorted();
  const more = programs.length > 3 ? ` and ${programs.length - 3} more` : '';
  const one = programs.length === 1;
  return `${programs.slice(0, 3).join(', ')}${more} still ${one ? 'runs' : 'run'} the old one; this deploy will switch ${one ? 'it' : 'them'}`;
}
