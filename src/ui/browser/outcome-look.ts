import type { Outcome } from '../../run/summary.js';
import type { Tone } from '../lines.js';
import type { Marks } from '../marks.js';
import type { Entry } from './entry.js';

/** Mark, one or two words, and tone of how a run ended. */
export interface OutcomeLook {
  readonly mark: string;
  /** At most 11 columns. */
  readonly word: string;
  readonly tone: Tone | undefined;
}

export function outcomeLook(
  { digest, damaged, trouble }: Pick<Entry, 'digest' | 'damaged' | 'trouble'>,
  marks: Marks,
): OutcomeLook {
  if (damaged) {
    const isNewer = trouble === 'newer';
    return {
      mark: isNewer ? marks.unknown : marks.noGo,
      word: troubles[trouble ?? 'damaged'],
      tone: isNewer ? 'warn' : 'no-go',
    };
  }

  const { outcome, rollBack } = digest;
  if (rollBack !== undefined && (outcome === 'failed' || outcome === 'unknown')) {
    return { mark: marks.noGo, word: 'not undone', tone: 'no-go' };
  }

  const [shape, word, tone] = Object.hasOwn(looks, outcome) ? looks[outcome] : (['unknown', '?', 'warn'] as const);
  return { mark: marks[shape], word, tone };
}

const troubles = { damaged: 'DAMAGED', unreadable: 'unreadable', newer: 'newer log' } as const;

type Shape = 'go' | 'warn' | 'noGo' | 'unknown' | 'notApplicable' | 'gathering' | 'pending';

const looks: Readonly<Record<Outcome, readonly [Shape, string, Tone | undefined]>> = {
  deployed: ['go', 'deployed', 'go'],
  unconfirmed: ['warn', 'unconfirmed', 'warn'],
  failed: ['noGo', 'failed', 'no-go'],
  'rolled-back': ['noGo', 'rolled back', 'no-go'],
  stopped: ['notApplicable', 'stopped', 'quiet'],
  'no-go': ['noGo', 'no-go', 'no-go'],
  interrupted: ['pending', 'broken off', 'warn'],
  unknown: ['unknown', 'unknown', 'no-go'],
  'dry-run': ['notApplicable', 'dry run', 'quiet'],
  running: ['gathering', 'running', 'accent'],
  paused: ['pending', 'paused', 'warn'],
};
