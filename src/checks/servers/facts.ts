import { createHash } from 'node:crypto';
import type { Json } from '../../run/evidence.js';
import type { GatherContext } from '../kind.js';
import type { HostLook } from './ask-hosts.js';
import type { HostGround } from './ground.js';
import { snapshotJson, snapshotOf } from './snapshot-of.js';
import { verdictOf } from './words.js';

/** How much of it stands in one record. */
const mostChanges = 300;

/** What goes into the audit log (checks.md section 5.5): hashes, keys and verdicts, what reduced them, counts, times. */
export const groundFacts = (
  grounds: readonly HostGround[],
  looks: readonly HostLook[],
  context: GatherContext,
): { readonly [key: string]: Json } => ({
  hosts: [
    ...grounds.map((ground) => hostFacts(ground, context)),
    ...looks
      .filter(({ host }) => !grounds.some((one) => one.host === host))
      .map(({ host, problem, ms }) => ({ host, ms, problem: problem?.kind ?? null })),
  ],
});

function hostFacts(ground: HostGround, context: GatherContext): { readonly [key: string]: Json } {
  const { host, look, baseline, diff, packages } = ground;
  const { state, probes, ms, problem } = look;
  const changes = [
    ...packages.map(({ change, severity, reducer }) => ({
      key: change.key,
      verdict: verdictOf(severity),
      ...(reducer === undefined ? {} : { reducer }),
    })),
    ...[...diff.changes.filter(({ what }) => what !== 'package'), ...diff.twice, ...diff.missing, ...diff.probes].map(
      ({ key, severity }) => ({ key, verdict: verdictOf(severity) }),
    ),
  ];
  return {
    host,
    ms,
    problem: problem?.kind ?? null,
    snapshot: hashNow(ground, context),
    baseline:
      baseline.how === 'snapshot'
        ? {
            how: 'snapshot',
            sha256: baseline.sha256 ?? null,
            commit: baseline.snapshot.commit,
            at: baseline.snapshot.at,
          }
        : { how: baseline.how },
    packages: state.packages?.length ?? null,
    changes: changes.slice(0, mostChanges),
    more_changes: Math.max(0, changes.length - mostChanges),
    processes: state.processes === undefined ? null : { ...state.processes },
    unread: { ...state.unread },
    probes: Object.fromEntries(Object.entries(probes).map(([name, result]) => [name, result.state])),
  };
}

/** SHA-256 of the state as a snapshot would have it now; null where it is not complete. */
function hashNow({ look: { state, probes } }: HostGround, { release, run, now }: GatherContext): string | null {
  try {
    const snapshot = snapshotOf(state, { commit: release.commit, run, at: now, healthy: false, probes });
    return createHash('sha256').update(snapshotJson(snapshot)).digest('hex');
  } catch {
    return null;
  }
}
