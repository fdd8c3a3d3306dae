import { OperatorError, OperatorErrors, type Place } from '../errors.js';

/** Takes one mistake of a checklist; the reader goes on, so that one round of editing mends them all. */
export type Report = (mistake: OperatorError) => void;

/** A mistake at a place; the hint says what would be right. */
export const mistake = (message: string, place: Place, hint?: string): OperatorError =>
  new OperatorError(message, { place, hint });

export interface Collected {
  readonly report: Report;
  /** In the order of the files given, then of their lines; each once (an alias repeats those of its anchor). */
  readonly errors: (files: readonly string[]) => readonly OperatorError[];
}

/** Collects the mistakes of several files. */
export function collectMistakes(): Collected {
  const found = new Map<string, OperatorError>();
  return {
    report: (error) => {
      found.set(keyOf(error), found.get(keyOf(error)) ?? error);
    },
    errors: (files) => inFileOrder([...found.values()], files),
  };
}

/** Throws `OperatorErrors` if there is any. */
export function throwMistakes(errors: readonly OperatorError[]): void {
  if (errors.length > 0) {
    throw new OperatorErrors(errors);
  }
}

const keyOf = ({ place, message }: OperatorError): string =>
  `${place?.file}:${place?.line}:${place?.col} ${message.slice(0, 500)}`;

function inFileOrder(errors: readonly OperatorError[], files: readonly string[]): readonly OperatorError[] {
  const rank = ({ place }: OperatorError): number => {
    const index = place ? files.indexOf(place.file) : 0;
    return index < 0 ? files.length : index;
  };
  return errors.toSorted(
    (a, b) =>
      rank(a) - rank(b) || (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.col ?? 0) - (b.place?.col ?? 0),
  );
}
