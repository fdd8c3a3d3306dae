import type { Run } from '../run/run.js';
import type { PreviousFound } from '../world/previous.js';
import { type Running, sameCommit } from '../world/revision/running.js';

/** The commits that each server named, so that one that changes is told from one that is silent. */
export type Said = ReadonlyMap<string, readonly string[]>;

/** What is on record of it. */
export const saidIn = ({ previousSaid }: Run): Said =>
  remembered(
    new Map(),
    previousSaid.map(({ from, commit }) => ({ host: from, ...(commit === undefined ? {} : { commit }) })),
  );

/** With what they say now; who names nothing now has said what they said before. */
export function remembered(before: Said, servers: readonly Running[] = []): Said {
  const now = new Map<string, readonly string[]>();
  for (const { host, commit } of servers) {
    if (commit !== undefined) {
      now.set(host, [...(now.get(host) ?? []), commit]);
    }
  }

  return new Map([...before, ...now]);
}

/** Whether a server names a commit that is neither what the run is about nor what that server said before. */
export const namesAnother = ({ servers = [] }: PreviousFound, run: Run, before: Said): boolean =>
  servers.some(
    ({ host, commit }) =>
      commit !== undefined &&
      ![run.previous?.commit, ...(before.get(host) ?? [])].some((old) => old !== undefined && sameCommit(old, commit)),
  );
