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
