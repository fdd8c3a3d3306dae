export interface UndoStarted {
  readonly type: 'undo.start';
  readonly steps: readonly string[];
  readonly by: string;
  readonly out: string;
}

export interface UndoEnded {
  readonly type: 'undo.end';
  readonly outcome: 'ok' | 'failed' | 'stopped';
  readonly ms: number;
}

/** The roll-back started, nobody saw it end, and it is not running any more. */
export interface UndoUnknown {
  readonly type: 'undo-unknown';
  readonly reason: string;
}

/** A person said what became of a roll-back that nobody saw end. */
export interface UndoJudged {
  readonly type: 'undo.judged';
  readonly outcome: 'ok' | 'failed';
  readonly by: string;
  readonly reason: string;
}

/**
 * A roll-back ended well, and hosts and addresses were asked what they run then. `back`: none of them runs the release any
 * more; `not-back`: some do; `unknown`: none is known to, and not all could say.
 */
export interface UndoChecked {
  readonly type: 'undo.checked';
  readonly outcome: 'back' | 'not-back' | 'unknown';
  readonly said: readonly UndoSaid[];
}

/** What one host, or the address in front of them, said; sanitised. */
export interface UndoSaid {
  readonly from: string;
  readonly is: 'back' | 'release' | 'unknown';
  readonly commit?: string;
  /** Why it is not known whether it is back. */
  readonly why?: string;
}

/** A roll-back that did not end well was left as it is: somebody else goes on, or nobody does. */
export interface UndoLeft {
  readonly type: 'undo.left';
  readonly by: string;
  readonly handed_to?: string;
  readonly left_because?: string;
}

export type UndoEvent = UndoStarted | UndoEnded | UndoUnknown | UndoJudged | UndoChecked | UndoLeft;
