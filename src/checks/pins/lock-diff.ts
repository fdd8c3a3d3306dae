import { createHash } from 'node:crypto';
import { plural } from '../../text/plural.js';
import { keyOf } from '../servers/diff-key.js';
import { type Step, stepOf } from '../servers/diff-step.js';
import { majorChanged } from '../servers/versions/major.js';
import type { Scheme } from '../servers/versions/order.js';
import { folderOf } from './lock-files.js';
import type { Ecosystem, LockChange, PinsPart } from './model.js';

/**
 * What is locked at another version than before, new or gone, of each manifest: major steps first, then what went back,
 * what is gone, what is newer, and what is new. At most 500 one by one; the rest is one change of its own.
 */
export function diffLocked(before: readonly PinsPart[], after: readonly PinsPart[]): readonly LockChange[] {
  const was = new Map(before.map((part) => [idOf(part), part]));
  const is = new Map(after.map((part) => [idOf(part), part]));
  const steps = after
    .flatMap((part) => {
      const old = was.get(idOf(part));
      return old === undefined ? newPart(part) : partSteps(old, part);
    })
    .concat(before.filter((part) => !is.has(idOf(part))).flatMap(gonePart))
    .toSorted((a, b) => a.rank - b.rank || (a.text < b.text ? -1 : 1));
  return [...steps.slice(0, mostChanges), ...restOf(steps.slice(mostChanges))].map(({ key, text }) => ({ key, text }));
}

const mostChanges = 500;

const idOf = ({ ecosystem, name }: PinsPart): string => `${ecosystem} ${name}`;

interface Ranked extends LockChange {
  readonly rank: number;
}

function partSteps(old: PinsPart, part: PinsPart): readonly Ranked[] {
  const [was, is] = [old.locked, part.locked];
  if (was === undefined || is === undefined) {
    return was === is ? [] : [lockItself(part, was === undefined ? 'came' : 'went')];
  }

  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
  return names.flatMap((name): readonly Ranked[] => {
    const [from, to] = [listOf(was.get(name)), listOf(is.get(name))];
    const scheme = schemeOf(part.ecosystem, [...from, ...to]);
    const step = stepOf(scheme, from, to);
    if (step === undefined) {
      return [];
    }

    const isMajor = majorChanged(scheme, step.from ?? '', step.to ?? '');
    return [{ key: keyIn(part, name, step.to ?? 'removed'), ...said(name, step, isMajor) }];
  });
}

const listOf = (versions: string | undefined): readonly string[] => versions?.split(', ') ?? [];

/** Versions of plain numbers have one order everywhere; of others only the rules of their ecosystem tell. */
function schemeOf(ecosystem: Ecosystem, versions: readonly string[]): Scheme | 'none' {
  if (versions.every((version) => /^v?\d+(?:\.\d+)*$/.test(version))) {
    return 'pep440';
  }

  return ecosystem === 'python' ? 'pep440' : ecosystem === 'ruby' ? 'none' : 'semver';
}

function said(
  name: string,
  { kind, from, to }: Step,
  isMajor: boolean,
): { readonly text: string; readonly rank: number } {
  switch (kind) {
    case 'added':
      return from === undefined
        ? { text: `${name} ${to} is new`, rank: 5 }
        : { text: `${name} ${to} besides ${from}`, rank: 5 };
    case 'removed':
      return { text: `${name} ${from} is gone`, rank: 2 };
    case 'downgraded':
      return {
        text: `${name} ${from} → ${to} (${isMajor ? 'an older major version' : 'older'})`,
        rank: isMajor ? 0 : 1,
      };
    default:
      return isMajor
        ? { text: `${name} ${from} → ${to} (major)`, rank: 0 }
        : { text: `${name} ${from} → ${to}`, rank: kind === 'changed' ? 3 : 4 };
  }
}

/** A manifest that is new is one change, not hundreds. */
const newPart = (part: PinsPart): readonly Ranked[] =>
  part.locked === undefined
    ? []
    : [
        {
          key: keyIn(part, part.name, 'new'),
          text: `${part.name} is new, with ${plural(part.locked.size, 'package')}`,
          rank: 5,
        },
      ];

const gonePart = (part: PinsPart): readonly Ranked[] =>
  part.locked === undefined ? [] : [{ key: keyIn(part, part.name, 'removed'), text: `${part.name} is gone`, rank: 2 }];

const lockItself = (part: PinsPart, what: 'came' | 'went'): Ranked => ({
  key: keyIn(part, part.name, what),
  text:
    what === 'came'
      ? `${part.name} has exact versions now: ${plural(part.locked?.size ?? 0, 'package')}; before it is not known which`
      : `${part.name} had exact versions before; now it is not known which`,
  rank: 1,
});

/** Whoever accepted the rest accepted this rest. */
function restOf(rest: readonly Ranked[]): readonly Ranked[] {
  if (rest.length === 0) {
    return [];
  }

  const digest = createHash('sha256')
    .update(rest.map(({ key }) => key).join('\n'))
    .digest('hex')
    .slice(0, 12);
  return [{ key: `more:${digest}`, text: `${plural(rest.length, 'more change')}`, rank: 9 }];
}

function keyIn({ ecosystem, name: manifest }: PinsPart, name: string, to: string): string {
  const folder = folderOf(manifest).replace(/\/$/, '');
  const short = ecosystem === 'python' ? 'py' : ecosystem;
  return keyOf(folder === '' ? [short, name, to] : [short, folder, name, to]);
}
