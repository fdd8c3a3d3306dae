import type { FacetFound } from '../kind.js';
import { type Migration, newOnes } from './model.js';
import { shortName } from './words.js';

/** Facet `mixed`: what fails half way has changed one of both, and databases lock longest where both come together. */
export function mixedFacet(migrations: readonly Migration[]): FacetFound {
  const both = newOnes(migrations).filter(({ is }) => is === 'both');
  return both.length === 0
    ? { verdict: 'go', summary: 'each changes schema or data, none both' }
    : {
        verdict: 'warn',
        summary: `${listed(both)} ${both.length === 1 ? 'changes' : 'change'} schema and data`,
        findings: both.map(({ path, because }) => ({
          key: path,
          verdict: 'warn',
          text: `${path} changes data (${because[0] ?? ''}) and schema (${because[1] ?? ''})`,
        })),
        detail: both.flatMap(({ path, because }) => [path, ...because.map((line) => `  ${line}`)]),
      };
}

/** Facet `reversible`: a way back that stops at a migration is none. */
export function reversibleFacet(migrations: readonly Migration[]): FacetFound {
  const isNew = newOnes(migrations);
  const findings = isNew.flatMap(({ path, undo }) =>
    undo.can === 'yes'
      ? []
      : [
          {
            key: path,
            verdict: undo.can === 'no' ? ('warn' as const) : ('unknown' as const),
            text: `${path}: ${undo.why}`,
          },
        ],
  );
  const stuck = isNew.filter(({ undo }) => undo.can === 'no');
  const unsure = isNew.filter(({ undo }) => undo.can === 'unknown');
  const words = [
    ...(stuck.length === 0 ? [] : [`an undo stops before ${listed(stuck)}`]),
    ...(unsure.length === 0 ? [] : [`whether ${listed(unsure)} can be undone cannot be seen`]),
  ];
  return findings.length === 0
    ? { verdict: 'go', summary: 'every new migration can be undone' }
    : {
        verdict: unsure.length > 0 ? 'unknown' : 'warn',
        summary: words.join('; '),
        findings,
        detail: findings.map(({ text }) => text),
      };
}

function listed(migrations: readonly Migration[]): string {
  const names = migrations.map(({ path }) => shortName(path));
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
}
