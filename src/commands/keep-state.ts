import type { GroundKept } from '../engine/ground-kept.js';
import type { Session } from '../engine/session.js';
import { plural } from '../text/plural.js';
import type { CommandContext } from './context.js';
import { withProgress } from './progress-line.js';
import type { Signals } from './signals.js';

/**
 * Keeps the state of the hosts after a deploy that somebody found well, at most a minute. It says that it is at work, on a
 * line of its own; whoever presses Ctrl-C goes without.
 * @returns what to say of it in the summary; nothing where there was nothing to keep
 */
export async function keepState(
  session: Session,
  { stdout }: Pick<CommandContext, 'stdout'>,
  signals: Signals,
  plain: boolean,
): Promise<readonly string[]> {
  const kept = await withProgress(
    { what: 'keeping the state of the hosts to compare with', skips: 'skips it', stdout, signals, plain },
    (signal, progress) => session.keepGround(signal, progress),
  );
  return words(kept);
}

function words(all: readonly GroundKept[]): readonly string[] {
  const kept = all.filter((one) => 'kept' in one).length;
  const missed = all.flatMap((one) => ('why' in one ? [`${one.host} (${one.why})`] : []));
  return [
    ...(kept === 0 ? [] : [`the state of ${plural(kept, 'host')} was kept for the next deploy to compare with`]),
    ...(missed.length === 0
      ? []
      : [
          `not kept: the state of ${missed.slice(0, 3).join(', ')}${missed.length > 3 ? ` and ${missed.length - 3} more` : ''}`,
        ]),
  ];
}
