import type { WatchOptions } from '../../checks/watch-options.js';
import type { Run } from '../../run/run.js';
import type { WatchState } from '../../run/watch.js';
import { variablesOf } from '../deploy-env.js';
import { itemOf } from '../gather.js';
import type { SessionParts, Walk } from '../parts.js';
import { changesOf, createNotifier, type Notifier } from './notifier.js';
import type { WatchedItem } from './watcher.js';

/** Tells the team's own command what is new in a watch, each change once. */
export interface Announcing {
  /** What is on record by now was told by a process before this one. */
  readonly goOn: (item: WatchedItem) => void;
  /** Tells what is new since it was last called. */
  readonly announce: (item: WatchedItem) => void;
  /** Resolves when everybody was told what had to be told. */
  readonly told: () => Promise<void>;
}

export interface AnnouncingParts {
  readonly parts: Pick<SessionParts, 'run' | 'world'>;
  readonly run: () => Run;
  readonly walk: () => Walk;
  /** What went wrong, for the operator. */
  readonly failed: (message: string) => void;
}

export function createAnnouncing({ parts, run, walk, failed }: AnnouncingParts): Announcing {
  let notifier: Notifier | undefined;
  let known: WatchState | undefined;
  const stateOf = ({ id }: WatchedItem): WatchState | undefined => run().watches[id];
  return {
    goOn(item) {
      known = stateOf(item)?.started === undefined ? undefined : stateOf(item);
    },
    announce(item) {
      const { notify: command } = itemOf(walk().checklist, item).options as WatchOptions;
      const now = stateOf(item);
      if (command !== undefined && now !== undefined && now !== known) {
        notifier ??= createNotifier({
          command,
          commands: parts.world.commands,
          cwd: parts.world.root,
          env: variablesOf(parts.run, run()),
          failed,
        });
        changesOf(known, now).forEach(notifier.tell);
      }

      known = now;
    },
    told: () => notifier?.told() ?? Promise.resolve(),
  };
}
