import type { Json } from '../../run/evidence.js';
import type { Looks } from './all-looks.js';
import type { HostLook } from './host-look.js';
import type { LookedAt } from './look.js';
import { reapplyFacts } from './reapply-facts.js';
import { planOf } from './reapply-plan.js';

/** What is logged: per patch where it is known from, what becomes of it and the files; per host what else was changed. */
export const patchesFacts = ({ register, hosts, labels }: Looks): { readonly [key: string]: Json } => ({
  register: register.sha256 ?? null,
  patches: register.applied.map(patchFacts),
  reapply: reapplyFacts(planOf(register.applied)),
  labels: labels.state === 'known' ? labels.list.map(({ number, state }) => ({ number, state })) : labels.state,
  hosts: hosts.map(hostFacts),
});

function patchFacts({ patch, hosts, inclusion }: LookedAt): Json {
  const { id, title, commit, pr, patch: file } = patch;
  return {
    id,
    title,
    hosts,
    sources: [
      'register',
      ...(file === undefined ? [] : [file]),
      ...(commit === undefined ? [] : [commit]),
      ...(pr === undefined ? [] : [`#${pr}`]),
    ],
    verdict: inclusion.in,
    ...(inclusion.in === 'release'
      ? { by: inclusion.by, commit: inclusion.commit ?? null, changed_since: inclusion.changedSince ?? false }
      : {}),
    ...(inclusion.in === 'can-be-put-back'
      ? { how: inclusion.how, files: inclusion.files.map(({ path, before, after }) => ({ path, before, after })) }
      : {}),
    ...('why' in inclusion ? { why: inclusion.why } : {}),
  };
}

const hostFacts = ({ host, tree, motd, onHost, stillThere, unregistered, problem }: HostLook): Json => ({
  host,
  ...(problem === undefined ? {} : { problem }),
  base: tree?.known === true ? tree.base : null,
  head: tree?.known === true ? (tree.head ?? null) : null,
  motd: motd?.known === true ? motd.markers.map(({ id, text }) => id ?? text) : null,
  ...(tree?.known === true && tree.otherCommit ? { said: tree.deployed ?? null } : {}),
  patches: Object.fromEntries(onHost),
  dropped: stillThere,
  unregistered: unregistered.map(({ path, what, sha256 }) => ({ path, what, sha256: sha256 ?? null })),
});
