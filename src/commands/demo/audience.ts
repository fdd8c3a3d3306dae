/** For whom the demo is played. */
export interface Audience {
  /** Milliseconds to read a screen, and from one key to the next. */
  readonly readMs: number;
  readonly keyMs: number;
  /** What the program wrote, as it comes; the screen model has it already. */
  readonly output: (text: string) => void;
  /** The screen of a step is there, and this is to be said about it. */
  readonly step: (says: string) => void;
  /** Something was done beside the keyboard. */
  readonly did: (what: string) => void;
  /** Just before the keys are pressed. */
  readonly pressing: (name: string) => void;
  /** Nothing more comes. The terminal is as it was afterwards. */
  readonly end: () => void;
}
