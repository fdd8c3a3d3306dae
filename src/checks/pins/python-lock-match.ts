import { keyOf } from '../servers/diff-key.js';
import type { PinFinding } from './model.js';
import type { PythonLock } from './python-locks.js';
import { satisfies } from './python-satisfies.js';
import type { Wanted } from './toml-pyproject.js';

export interface LockQuestion {
  readonly manifest: string;
  readonly lock: string;
  /** Without those that do not matter. */
  readonly wants: readonly Wanted[];
  readonly locked: PythonLock;
}

/** Whether a lock is of this manifest; where it repeats the manifest, word for word, else by what it holds. */
export function lockFindings(question: LockQuestion): readonly PinFinding[] {
  const { manifest, lock, locked } = question;
  if (locked.sameHash === true) {
    return [];
  }

  const findings = [...heldFindings(question), ...madeFindings(question)];
  return findings.length > 0 || locked.sameHash === undefined
    ? findings
    : [
        {
          facet: 'lock',
          key: `py:${lock}`,
          text: `${lock} was made of another ${manifest}: its hash differs, though every version still fits`,
          verdict: 'warn',
        },
      ];
}

function heldFindings({ manifest, lock, wants, locked }: LockQuestion): readonly PinFinding[] {
  return wants.flatMap(({ name, wanted, elsewhere }): readonly PinFinding[] => {
    const version = locked.versions.get(name);
    if (version === undefined) {
      // A directory of the project may stand in a lock without a version.
      return elsewhere ? [] : [found(name, [wanted, 'none'], `${name} is in ${manifest} and not in ${lock}`)];
    }

    const fits = elsewhere || version.includes(', ') ? true : satisfies(version, wanted);
    return fits === false
      ? [found(name, [wanted, version], `${lock} has ${name} ${version}, ${manifest} wants ${wanted}`)]
      : [];
  });
}

/** What the manifest said when the lock was made, against what it says now. */
function madeFindings({ manifest, lock, wants, locked }: LockQuestion): readonly PinFinding[] {
  const { made } = locked;
  if (made === undefined) {
    return [];
  }

  const then = grouped(made);
  const now = grouped(wants);
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((name): readonly PinFinding[] => {
    const [before, after] = [then.get(name), now.get(name)];
    // Where it comes from may stand in a table of the tool, which the lock has merged in.
    const isElsewhere = [before, after].some((one) => one?.includes('elsewhere'));
    if (before === after || (isElsewhere && before !== undefined && after !== undefined)) {
      return [];
    }

    return after === undefined
      ? [found(name, ['none', before ?? 'none'], `${lock} was made when ${manifest} wanted ${name}, too`)]
      : [
          found(
            name,
            [after, before ?? 'none'],
            `${lock} was made for ${name} ${before ?? 'nowhere'}, ${manifest} wants ${after === '' ? 'any' : after}`,
          ),
        ];
  });
}

/** Specifiers by name, in one order; uv writes them in its own. */
function grouped(wants: readonly Wanted[]): ReadonlyMap<string, string> {
  const all = new Map<string, string[]>();
  for (const { name, wanted, elsewhere } of wants) {
    const clauses = elsewhere
      ? 'elsewhere'
      : wanted
          .split(',')
          .map((one) => one.trim())
          .toSorted()
          .join(',');
    all.set(name, [...(all.get(name) ?? []), clauses]);
  }
  return new Map([...all].map(([name, each]) => [name, each.toSorted().join(' or ')]));
}

/** @param about what is wanted and what the lock has: another drift is another finding */
const found = (name: string, about: readonly string[], text: string): PinFinding => ({
  facet: 'lock',
  key: keyOf(['py', name, ...about.map((one) => (one === '' ? 'any' : one))]),
  text,
});
