import type { Finding } from '../../run/evidence.js';
import { plural } from '../../text/plural.js';
import { type FacetLook, type MigrationsLook, newOnes } from './model.js';
import { usedClasses } from './models-used.js';
import { changedNames, classesOf } from './names-classes.js';

/**
 * Facet `models`: a migration that uses a class of the application runs with whatever that class is on the day it runs, not
 * with what it was when the migration was written (checks.md section 5.7).
 */
export async function modelsFacet(look: MigrationsLook): Promise<FacetLook> {
  const fresh = newOnes(look.migrations);
  if (fresh.length === 0) {
    return { facet: { verdict: 'n/a', summary: 'no new migration' } };
  }

  const { files, unread, why, sources } = await classesOf(look);
  const words = new Set(fresh.flatMap(({ text = '' }) => text.match(/[A-Z]\w{0,199}/g) ?? []));
  const changed = await changedNames(files, words);
  const uses = fresh.flatMap(({ path, text }) =>
    text === undefined ? [] : usedClasses(path, text, [...changed]).map((name) => ({ path, name })),
  );
  const blind = [...fresh.filter(({ text }) => text === undefined).map(({ path }) => path), ...unread];
  const findings: readonly Finding[] = [
    ...uses.map(({ path, name }): Finding => {
      const text = `${path} uses ${name}, which this release changes`;
      return { key: `${name}:${path}`, verdict: 'warn', text };
    }),
    ...blind.map((path): Finding => {
      const text = `${path} could not be read${why === undefined ? '' : `: ${why}`}`;
      return { key: `unread:${path}`, verdict: 'unknown', text };
    }),
  ];
  const [worstOne] = [...findings.filter(({ verdict }) => verdict === 'unknown'), ...findings];
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return {
    facet: {
      verdict: worstOne?.verdict ?? 'go',
      summary:
        worstOne === undefined
          ? `${plural(fresh.length, 'new migration')}; no class that this release changes is used`
          : `${worstOne.text}${more}`,
      ...(uses.length === 0 ? {} : { detail: [...uses.map(({ path, name }) => `${path} uses ${name}`), advice] }),
      findings,
    },
    sources,
  };
}

const advice = 'Write a migration with a small model of its own or with SQL; in Django with apps.get_model.';
