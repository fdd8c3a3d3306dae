import { acksFile } from '../checklist/acks-file.js';
import { type Release, short } from '../run/release.js';
import { plural } from '../text/plural.js';
import type { TreeAnswer } from '../world/tree-state.js';
import { otherFiles } from './files-here.js';
import type { FacetFound } from './kind.js';
import type { RemoteAnswer } from './release-remote.js';
import { some } from './release-words.js';

/** Facet `clean`: the files here are what is committed. Untracked files are allowed, and named. */
export function cleanFacet(answer: TreeAnswer, release: Release): FacetFound {
  if (!answer.known) {
    return { verdict: 'unknown', summary: `the working tree could not be looked at: ${answer.why}` };
  }

  const { changed, hidden, unfinished, untracked, head, acksChanged } = answer.tree;
  const faults = [
    ...(unfinished === undefined ? [] : [`a ${unfinished} is unfinished`]),
    ...(changed.length === 0 ? [] : [`${plural(changed.length, 'file')} changed: ${some(changed)}`]),
    ...(hidden.length === 0 ? [] : [`${plural(hidden.length, 'file')} hidden from git status: ${some(hidden)}`]),
  ];
  const notes = [
    ...(acksChanged === undefined ? [] : [`${acksFile} is not committed`]),
    ...(untracked.length === 0 ? [] : [`${plural(untracked.length, 'untracked file')}: ${some(untracked)}`]),
  ];
  const others = head === release.commit ? [] : [otherFiles(head, release)];
  const verdict = faults.length > 0 ? 'no-go' : others.length > 0 ? 'warn' : 'go';
  return {
    verdict,
    summary: [...(verdict === 'go' ? ['clean'] : [...faults, ...others]), ...notes].join('; '),
    detail: [...changed, ...hidden, ...untracked.map((path) => `untracked: ${path}`)],
  };
}

/** Facet `pushed`: others can see what is live. */
export function pushedFacet(answer: RemoteAnswer, release: Release): FacetFound {
  if (answer.state !== 'known') {
    return withoutAnswer(answer);
  }

  const { remote, base, holding, fetched } = answer;
  const where = base !== undefined && holding.includes(base) ? base : holding[0];
  const asOf = fetched ? '' : ' (as of the last fetch)';
  const question = `Is the commit on ${base ?? remote}?`;
  return where === undefined
    ? { verdict: 'no-go', summary: `${short(release.commit)} is on no branch of ${remote}${asOf}: git push`, question }
    : { verdict: 'go', summary: `on ${where}${asOf}`, question };
}

/** Facet `behind`: somebody else's work that this release leaves out. */
export function behindFacet(answer: RemoteAnswer): FacetFound {
  if (answer.state !== 'known') {
    return withoutAnswer(answer);
  }

  const { base, ahead, remote, fetched } = answer;
  if (base === undefined) {
    return { verdict: 'n/a', summary: `${remote} has no branch to compare with` };
  }

  const asOf = fetched ? '' : ' (as of the last fetch)';
  const question = `Is ${base} ahead of you?`;
  return ahead === 0
    ? { verdict: 'go', summary: `nothing newer on ${base}${asOf}`, question }
    : { verdict: 'warn', summary: `${base} has ${plural(ahead, 'more commit')}${asOf}`, question };
}

const withoutAnswer = (answer: Exclude<RemoteAnswer, { readonly state: 'known' }>): FacetFound =>
  answer.state === 'none'
    ? { verdict: 'n/a', summary: 'this repository has no remote' }
    : { verdict: 'unknown', summary: `${answer.remote} could not be asked: ${answer.why}` };
