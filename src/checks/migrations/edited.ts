import type { Finding } from '../../run/evidence.js';
import { worst } from '../../run/verdict.js';
import type { FacetFound } from '../kind.js';
import { directoryOf } from './directory.js';
import type { Migration } from './model.js';
import { shortName } from './words.js';

/**
 * Facet `edited`: what has run in production does not run again, so an edit of it is a difference between production and
 * every fresh database. Django squashes migrations on purpose.
 */
export function editedFacet(migrations: readonly Migration[]): FacetFound {
  const looked = migrations.filter(({ status, repeatable }) => status !== 'A' && !repeatable);
  const squashed = looked.filter((one) => isSquashed(one, migrations));
  const findings = looked.flatMap((one) => (squashed.includes(one) ? [] : [findingOf(one, migrations)]));
  const detail = squashed.map(
    ({ path, status }) =>
      `${path}: ${status === 'D' ? 'gone' : 'edited'}${isNamed(path, migrations) ? ', and squashed' : ' only in what it names'}`,
  );
  return findings.length === 0
    ? {
        verdict: 'go',
        summary: squashed.length === 0 ? 'no deployed migration was edited' : 'only squashed migrations were edited',
        detail,
      }
    : {
        verdict: worst(findings.map(({ verdict }) => verdict)),
        summary: findings
          .slice(0, 2)
          .map(({ text }) => text)
          .concat(findings.length > 2 ? [`${findings.length - 2} more`] : [])
          .join('; '),
        findings,
        detail: [...findings.map(({ text }) => text), ...detail],
      };
}

function findingOf({ path, status, before, blob }: Migration, migrations: readonly Migration[]): Finding {
  if (status === 'M') {
    return {
      // Who accepts one edit has not seen the next one.
      key: `${path}:${(blob ?? '').slice(0, 12)}`,
      verdict: 'no-go',
      text: `${shortName(path)} was edited, and is deployed already: ${path} will not run again`,
    };
  }

  const again = migrations.find((one) => one.status === 'A' && one.blob === before);
  const text =
    again === undefined
      ? `${shortName(path)} is gone, and is deployed already: ${path}`
      : `${path} has another name now, ${again.path}: it may run a second time`;
  return { key: path, verdict: 'warn', text };
}

/**
 * Those that a squash of this release stands for; and what was edited only in what it comes after, to name the squash where
 * it named one of them.
 */
function isSquashed({ path, relinked }: Migration, migrations: readonly Migration[]): boolean {
  const squashes = squashesIn(migrations);
  const known = squashes.flatMap((one) => [nameIn(one.path), ...one.names]);
  const isRelinked = squashes.length > 0 && relinked !== undefined && relinked.every((name) => known.includes(name));
  return isRelinked || isNamed(path, migrations);
}

/** By a squash in the same directory. */
const isNamed = (path: string, migrations: readonly Migration[]): boolean =>
  squashesIn(migrations).some((one) => directoryOf(one.path) === directoryOf(path) && one.names.includes(nameIn(path)));

const squashesIn = (migrations: readonly Migration[]) =>
  migrations.flatMap(({ path, status, squashes }) =>
    squashes === undefined || status === 'D' ? [] : [{ path, names: squashes }],
  );

const nameIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.py$/, '');
