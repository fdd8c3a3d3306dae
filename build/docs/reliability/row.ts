/** A thing that goes wrong, and what shipit does then. */
export interface Row {
  /** `F20`, `B14`, `G5`: tests carry it at the start of their names. */
  readonly id: string;
  /** What goes wrong. */
  readonly what: string;
  /** What is expected then. */
  readonly result: string;
  /** Why no test carries the number: what it speaks of does not exist yet, or is no fault here. */
  readonly notYet?: string;
}
