import { OperatorError, OperatorErrors, type Place } from '../errors.js';

/** Takes one mistake of a checklist; the reader goes on, so that one round of editing mends them all. */
export type Report = (mistake: OperatorError) => void;

/** A mistake at a place; the hint says what would be right. */
export const mistake = (message: string, place: Place, hint?: string): OperatorError =>
  new OperatorError(message, { place, hint });

/** Collects mistakes. `errors()` gives them in file order, each once (an alias repeats those of its anchor). */
export function collectMistakes(): { readonly report: Report; readonly errors: () => readonly OperatorError[] } {
  const found = new Map<string, OperatorError>();
  return {
    report: (error) => {
      found.set(keyOf(error), found.get(keyOf(error)) ?? error);
    },
    errors: () => inFileOrder([...found.values()]),
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

function inFileOrder(errors: readonly OperatorError[]): readonly OperatorError[] {
  const files = [...new Set(errors.map((error) => error.place?.file))];
  return errors.toSorted(
    (a, b) =>
      files.indexOf(a.place?.file) - files.indexOf(b.place?.file) ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.col ?? 0) - (b.place?.col ?? 0),
  );
}
