import type { Command } from '../../checklist/model.js';
import { commandVerdict } from '../../checks/command-verdict.js';
import type { WatchEnded } from '../../run/events.js';
import type { WatchState } from '../../run/watch.js';
import type { CommandRunner } from '../../world/command-types.js';
import { sleep } from '../../world/waiting.js';

/** Something about a watch that somebody may want to hear of. */
export interface Notice {
  /** Key of the probe; empty for the end of the watch. */
  readonly probe: string;
  readonly state: string;
  readonly text: string;
}

export interface Notifier {
  readonly tell: (notice: Notice) => void;
  /** Resolves when everything was told, or when it has taken long enough. */
  readonly told: () => Promise<void>;
}

export interface NotifierParts {
  readonly command: Command;
  readonly commands: CommandRunner;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** What went wrong, for the operator. Never ends the watch. */
  readonly failed: (message: string) => void;
}

/** How long one call takes at most, in milliseconds, and how many wait for their turn. */
const callMs = 10_000;
const mostWaiting = 20;

/** Calls the team's own command, one notice after the other. */
export function createNotifier({ command, commands, cwd, env, failed }: NotifierParts): Notifier {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  const call = async ({ probe, state, text }: Notice): Promise<void> => {
    const told = { SHIPIT_PROBE: probe, SHIPIT_STATE: state, SHIPIT_TEXT: text };
    const request = { command, cwd, inherit: 'operator', env: { ...env, ...told }, timeoutMs: callMs } as const;
    const { verdict, summary } = commandVerdict(await commands({ ...request, keepBytes: 4096 }));
    if (verdict !== 'go') {
      failed(`notify: ${summary}`);
    }
  };
  return {
    tell(notice) {
      if (waiting >= mostWaiting) {
        failed('notify: it takes too long, some changes were not told');
        return;
      }

      waiting += 1;
      last = last
        .then(() => call(notice))
        .catch((error: unknown) => failed(`notify: ${String(error)}`))
        .finally(() => {
          waiting -= 1;
        });
    },
    told: () => Promise.race([last, sleep(callMs)]),
  };
}

/** What is worth telling of how a watch changed. That a probe was found well at its first look is not. */
export function changesOf(before: WatchState | undefined, now: WatchState): readonly Notice[] {
  const probes = Object.entries(now.probes).flatMap(([probe, { state, text }]) => {
    const was = before?.probes[probe]?.state ?? 'unknown';
    return was === state || (was === 'unknown' && state === 'ok') ? [] : [{ probe, state, text }];
  });
  const ended = now.ended !== undefined && before?.ended === undefined ? [endOf(now.ended)] : [];
  return [...probes, ...ended];
}

function endOf({ confirmed, by, handed_to, left_because }: WatchEnded): Notice {
  const words = confirmed
    ? ['confirmed', `confirmed by ${by}`]
    : handed_to === undefined
      ? ['left', left_because ?? `left by ${by}`]
      : ['handed-over', `handed over to ${handed_to} by ${by}`];
  return { probe: '', state: words[0] ?? '', text: words[1] ?? '' };
}
