import type { Clue } from './seen.js';

/** A way to deploy: the command, and the way back where the project or its tool has one. */
export interface DeployWay {
  readonly run: string;
  readonly undo?: Clue;
  /** The command deploys to `$SHIPIT_TARGET`, so that it may stand for several targets. */
  readonly perTarget: boolean;
  /** Why there is no `undo`, where the tool is known: one sentence for the file. */
  readonly noUndo?: string;
}

export type DeployClue = Clue<DeployWay>;

/** What the files of a tool say; the command knows nothing of targets. */
export const tool = (where: string, why: string, way: Omit<DeployWay, 'perTarget'>): DeployClue => ({
  value: { ...way, perTarget: false },
  where,
  why,
  sure: 'likely',
});

/** A way back. */
export const back = (value: string, where: string, why: string): Clue => ({ value, where, why, sure: 'likely' });

/** The sentence about a tool without a way back. */
export const none = (what: string): string => `${what}: write down what you would do.`;
