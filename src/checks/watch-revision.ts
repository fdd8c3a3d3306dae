import { setTimeout as pause } from 'node:timers/promises';
import { type Release, short } from '../run/release.js';
import { plural } from '../text/plural.js';
import { askRunning } from '../world/revision/ask-running.js';
import { isCommit, type Running } from '../world/revision/running.js';
import type { FacetFound, GatherContext } from './kind.js';
import { lookMs } from './probe/look.js';

/** How long servers get to come up with the new revision, and how often they are asked meanwhile, in milliseconds. */
const settleMs = 30_000;
const askMs = 3000;

export interface RevisionLook {
  readonly running: readonly Running[];
  readonly revision: FacetFound;
}

/** Which commit every host, and every address, runs after the deploy: asked until it is the release, for a while. */
export async function lookAtRevision(context: GatherContext): Promise<RevisionLook> {
  const { world, target, release, timeoutMs, signal, progress } = context;
  const deadline = performance.now() + Math.min(settleMs, timeoutMs - lookMs);
  let old = '';
  for (;;) {
    const running = await askRunning({
      ssh: world.ssh,
      target,
      timeoutMs: lookMs,
      signal,
      // Who does not run it yet says more than how many were asked again.
      progress: (text) => progress(old || text),
    });
    const revision = revisionFacet(release, running);
    if (revision.verdict !== 'no-go' || performance.now() > deadline) {
      return { running, revision };
    }

    old = revision.summary;
    progress(old);
    await pause(askMs, undefined, { signal });
  }
}

/** Facet `revision`: every host has to run the release. One that does not weighs more than one that nobody could ask. */
export function revisionFacet({ commit }: Release, running: readonly Running[]): FacetFound {
  if (running.length === 0) {
    return { verdict: 'n/a', summary: 'the target names no `revision` to ask' };
  }

  const others = running.filter((one) => one.error === undefined && !isCommit(one.commit ?? '', commit));
  const unknown = running.filter((one) => one.error !== undefined);
  const detail = running.map((one) => `${one.host}: ${saidBy(one)}`);
  const findings = [
    ...others.map((one) => ({
      key: `${one.commit === undefined ? 'nothing' : short(one.commit)}:${one.host}`,
      verdict: 'no-go' as const,
      text: one.commit === undefined ? stillRuns(one) : `${one.host} runs ${short(one.commit)}, not ${short(commit)}`,
    })),
    ...unknown.map((one) => ({
      key: `unasked:${one.host}`,
      verdict: 'unknown' as const,
      text: `${one.host} could not be asked: ${one.error}`,
    })),
  ];
  if (others.length > 0) {
    return { verdict: 'no-go', summary: others.map(stillRuns).join(', '), detail, findings };
  }

  if (unknown.length > 0) {
    return {
      verdict: 'unknown',
      summary: unknown.map(({ host, error }) => `${host}: ${error}`).join(', '),
      detail,
      findings,
    };
  }

  const [first] = running;
  const hosts = new Set(running.map(({ host }) => host));
  return {
    verdict: 'go',
    summary:
      hosts.size === 1 ? `${first?.host} runs ${short(commit)}` : `${plural(hosts.size, 'host')} run ${short(commit)}`,
    detail,
  };
}

const stillRuns = (one: Running): string =>
  one.commit === undefined ? `${one.host}: ${one.nothing}` : `${one.host} still runs ${short(one.commit)}`;

/** `8c6783b`, `there is no REVISION`, or why nobody knows. */
export const saidBy = ({ commit, nothing, error }: Running): string =>
  commit === undefined ? (nothing ?? error ?? 'unknown') : short(commit);
