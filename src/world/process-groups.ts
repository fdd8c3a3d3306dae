const live = new Set<number>();

/** Process ids of the leaders of all groups that run now. */
export const liveGroups = (): readonly number[] => [...live];

/**
 * Ends every command that still runs, at once. For the moment the process exits: groups of their own do not get the
 * terminal's Ctrl-C.
 */
export function killAllGroups(): void {
  for (const leader of live) {
    signalGroup(leader, 'SIGKILL');
    live.delete(leader);
  }
}

export const addGroup = (leader: number): void => {
  live.add(leader);
};

/** Kills what is left of the group: a grandchild may hold the pipe for ever. */
export const endGroup = (leader: number): void => {
  signalGroup(leader, 'SIGKILL');
  live.delete(leader);
};

/** Never throws: a group that is gone already is what was wanted. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch {
    // ESRCH: gone. EPERM: only members that became another user are left.
  }
}
