import type { Finding } from '../../run/evidence.js';
import { worst } from '../../run/verdict.js';
import type { FacetFound } from '../kind.js';
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
  const detail = squashed.map(({ path, status }) => `${path}: ${status === 'D' ? 'gone' : 'edited'}, and squashed`);
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

function findingOf({ path, status, before }: Migration, migrations: readonly Migration[]): Finding {
  if (status === 'M') {
    return {
      key: path,
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

/** A squashed migration lies beside those it stands for, or is what is left of them. */
const isSquashed = ({ path, framework }: Migration, migrations: readonly Migration[]): boolean =>
  framework === 'django' &&
  migrations.some((one) => one.squashes && one.status !== 'D' && directoryOf(one.path) === directoryOf(path));

const directoryOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
