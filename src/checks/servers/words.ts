import type { Verdict } from '../../checklist/model.js';
import type { ChangeKind, Severity } from './classes.js';
import type { GroundChange, NotCompared } from './diff-model.js';

/** What a difference means for the deploy: what only informs does not stand in the way. */
export const verdictOf = (severity: Severity): Verdict => (severity === 'info' ? 'go' : severity);

/** `openssl 3.0.17 → 3.0.19`, `python of /srv/venv 3.6.8 → 3.9.2`: what changed, without the host. */
export function changeText(change: GroundChange): string {
  return `${changeName(change)} ${changeStep(change)}`.trimEnd();
}

/** `openssl`, `requests (python of /srv/venv)`. */
export function changeName(change: GroundChange): string {
  switch (change.what) {
    case 'package':
      return change.source;
    case 'dist':
      return `${change.name} (${change.language} of ${change.root})`;
    case 'runtime':
      return `${change.part === 'ssl' ? 'TLS library of ' : ''}${change.language} of ${change.root}`;
    case 'os':
      return 'operating system';
    case 'kernel':
      return 'kernel';
    case 'bundled':
      return change.entry;
    case 'half':
      return change.entry;
  }
}

/** `3.0.17 → 3.0.19`, `added 1.2`, `removed (was 1.2)`. */
export function changeStep(change: GroundChange): string {
  switch (change.what) {
    case 'package':
    case 'dist':
    case 'runtime':
      return step(change.kind, change.from, change.to);
    case 'os':
    case 'kernel':
      return `${change.from} → ${change.to}`;
    case 'bundled':
      return change.kind;
    case 'half':
      return 'not finished';
  }
}

/** What a change is about: the class of a package, else what it is of. */
export const changeClass = (change: GroundChange): string =>
  change.what === 'package' ? change.class : change.what === 'dist' ? change.language : classes[change.what];

const classes = { runtime: 'runtime', os: 'system', kernel: 'kernel', bundled: 'bundled', half: 'half done' } as const;

function step(kind: ChangeKind, from: string | undefined, to: string | undefined): string {
  const arrow = `${from ?? '?'} → ${to ?? '?'}`;
  switch (kind) {
    case 'added':
      return to === undefined ? 'added' : `added ${to}`;
    case 'removed':
      return from === undefined ? 'removed' : `removed (was ${from})`;
    case 'downgraded':
      return `${arrow} (downgraded)`;
    case 'upgraded':
    case 'changed':
      return arrow;
  }
}

/** Why nothing can be said about a part of a host. */
export const notComparedText = ({ part, of, side, why }: NotCompared): string =>
  `${of === undefined ? part : `${part} of ${of}`} ${side === 'now' ? 'could not be read' : 'was not known at the baseline'}${why === undefined ? '' : `: ${why}`}`;

/** `web1`, `web1 and web2`, `web1, web2 and 3 more`. */
export function namesOf(names: readonly string[], most = 4): string {
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  if (more > 0) {
    return `${shown.join(', ')} and ${more} more`;
  }

  return shown.length <= 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** Key of a finding without the name of its facet, which the engine puts before it. */
export const withoutFacet = (key: string, facet: string): string =>
  key.startsWith(`${facet}:`) ? key.slice(facet.length + 1) : key;
