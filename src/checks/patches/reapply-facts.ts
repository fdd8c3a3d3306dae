import { createHash } from 'node:crypto';
import type { Json } from '../../run/evidence.js';
import type { ReapplyPlan, ToPutBack } from './reapply-plan.js';

/** A patch that the operator was told is put back after the deploy. */
export interface PlannedPatch {
  readonly id: string;
  readonly title: string;
  readonly hosts: readonly string[];
  /** SHA-256 (hex) over everything that would be done on a host: the diff, the files, the restart. */
  readonly digest: string;
}

/** What stands in the facts of the check under `reapply`: what was asked about is what is put back, or nothing starts. */
export const reapplyFacts = ({ patches }: Pick<ReapplyPlan, 'patches'>): Json =>
  patches.map((patch) => ({
    id: patch.id,
    title: patch.title,
    hosts: patch.hosts,
    digest: digestOf(patch),
  }));

/** The same, read back from the record; what is not of that shape is left out. */
export function plannedIn(facts: { readonly [key: string]: Json } | undefined): readonly PlannedPatch[] {
  const list = facts?.['reapply'];
  return Array.isArray(list) ? list.flatMap((one: Json) => (isPlanned(one) ? [one] : [])) : [];
}

/** Over the bytes, so that two plans of one digest do the same to a host, file for file. */
export function digestOf({ id, files, diff, restart }: Omit<ToPutBack, 'title' | 'hosts'>): string {
  const changes = files.map(({ path, before, after, mode }) => [path, before, after, mode ?? null]);
  return createHash('sha256')
    .update(JSON.stringify([id, changes, restart]))
    .update(diff)
    .digest('hex');
}

function isPlanned(one: Json): one is Json & PlannedPatch {
  if (typeof one !== 'object' || one === null || Array.isArray(one)) {
    return false;
  }

  const { id, title, hosts, digest } = one as { readonly [key: string]: Json };
  return (
    [id, title, digest].every((text) => typeof text === 'string') &&
    Array.isArray(hosts) &&
    hosts.every((host) => typeof host === 'string')
  );
}
