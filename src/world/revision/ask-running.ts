import type { RevisionSource, Target } from '../../checklist/model.js';
import type { Ssh } from '../ssh/types.js';
import { askHosts, type HostSource } from './ask-hosts.js';
import { askUrl } from './ask-url.js';
import type { Running } from './running.js';

export interface AskRunning {
  readonly ssh: Ssh;
  readonly target: Target;
  /** Milliseconds for each host and address. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** One short line for the screen while it takes time. */
  readonly progress?: (text: string) => void;
}

/** Whether there is anybody to ask: a ref says what was deployed, not what runs. */
export const canBeAsked = ({ revision }: Target): boolean => revision.some((source) => !('ref' in source));

/** Asks every host and every address of the target which commit runs there, all at the same time. */
export async function askRunning(asking: AskRunning): Promise<readonly Running[]> {
  const { ssh, target, timeoutMs, signal, progress } = asking;
  const sources = target.revision.filter(isOnHosts);
  const [hosts, addresses] = await Promise.all([
    sources.length === 0
      ? []
      : askHosts({
          ssh,
          target,
          sources,
          timeoutMs,
          signal,
          progress: (text) => progress?.(text),
        }),
    Promise.all(target.revision.filter(isUrl).map((source) => askUrl(source, { timeoutMs, signal }))),
  ]);
  return [...hosts, ...addresses];
}

const isOnHosts = (source: RevisionSource): source is HostSource => 'file' in source || 'command' in source;

const isUrl = (source: RevisionSource): source is Extract<RevisionSource, { readonly url: string }> => 'url' in source;
