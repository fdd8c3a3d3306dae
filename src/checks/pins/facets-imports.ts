import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import { type FreshFound, otherPython } from './facets-fresh.js';
import { facetOf } from './facets-static.js';
import type { FreshRoot } from './fresh-python.js';
import type { PinFinding } from './model.js';

type Told = Omit<PinFinding, 'facet'>;

/** Facet `imports`: what was installed can be imported, each in a process of its own. */
export function importsFacet({ python, node }: FreshFound): FacetFound {
  const roots = (python?.roots ?? []).filter(({ install }) => install !== undefined);
  const waiting = (python?.roots ?? []).filter(({ answer }) => answer.state !== 'resolved');
  const tried = roots.reduce((sum, { install }) => sum + (install?.state === 'installed' ? install.tried : 0), 0);
  const findings: readonly Told[] = [
    ...roots.flatMap(problemsOf),
    ...node.flatMap(({ imports }) => imports.map(({ key, text }) => ({ key, text, verdict: 'no-go' as const }))),
  ];
  if (findings.length > 0) {
    return facetOf(findings);
  }

  if (waiting.length > 0) {
    return {
      verdict: 'unknown',
      summary: `${waiting.map(({ root }) => root).join(', ')}: nothing was installed, so nothing was imported`,
    };
  }

  const all = tried + node.reduce((sum, one) => sum + one.tried, 0);
  const other = otherPython(python);
  return other === undefined
    ? { verdict: 'go', summary: `${plural(all, 'module')} can be imported after a fresh install` }
    : facetOf([{ key: 'py:python', text: other, verdict: 'warn' }]);
}

function problemsOf({ root, install }: FreshRoot): readonly Told[] {
  if (install === undefined) {
    return [];
  }

  if (install.state !== 'installed') {
    const verdict = install.state === 'impossible' ? 'no-go' : 'unknown';
    return [{ key: `py:install:${root}`, text: `${root} was not installed: ${install.why}`, verdict }];
  }

  return [
    ...install.failures.map(
      ({ module, why, unknown }): Told => ({
        key: `py:import:${module}`,
        text: `${module} cannot be imported after a fresh install: ${why}`,
        verdict: unknown ? 'unknown' : 'no-go',
      }),
    ),
    ...install.complaints.map(
      (line): Told => ({ key: `py:check:${line.split(' ')[0] ?? ''}`, text: `pip check: ${line}` }),
    ),
  ];
}
