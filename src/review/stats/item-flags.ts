import type { ItemFlag, ItemStats } from './stats.js';

/** What somebody should think about: a question that is not read, and one that never found anything. */
export const flagsOf = (item: Omit<ItemStats, 'flags'>): readonly ItemFlag[] => [
  ...(isAutopilot(item) ? (['autopilot'] as const) : []),
  ...(hasNeverFired(item) ? (['never-fired'] as const) : []),
];

/** Fewer answers or runs than these say nothing; the time is in milliseconds. */
export const flagLimits = { asked: 10, glanceMs: 2000, runs: 20 } as const;

const isAutopilot = ({ asked, go, onScreen }: Omit<ItemStats, 'flags'>): boolean =>
  asked >= flagLimits.asked && go === asked && (onScreen.median ?? Number.POSITIVE_INFINITY) < flagLimits.glanceMs;

const hasNeverFired = ({ runs, worst, asked, go, notApplicable }: Omit<ItemStats, 'flags'>): boolean =>
  runs >= flagLimits.runs && worst.warn + worst.unknown + worst.noGo === 0 && asked === go + notApplicable;
