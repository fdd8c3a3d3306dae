import { compareDigits, compareText, firstOf } from './numbers.js';
import type { Order } from './order.js';

/**
 * rpm's EVR, `epoch:version-release`; no epoch is 0, and a release counts only where both have one. Undefined if one of
 * them is none.
 */
export function compareRpm(a: string, b: string): Order | undefined {
  const [x, y] = [partsOf(a), partsOf(b)];
  if (x === undefined || y === undefined) {
    return undefined;
  }

  return firstOf(
    () => compareDigits(x.epoch, y.epoch),
    () => rpmvercmp(x.version, y.version),
    () => (x.release === undefined || y.release === undefined ? 0 : rpmvercmp(x.release, y.release)),
  );
}

function partsOf(evr: string) {
  const [, epoch = '0', version, release] = shape.exec(evr) ?? [];
  return version === undefined ? undefined : { epoch, version, release };
}

const shape = /^(?:(\d+):)?([!-,.-9;-~]+)(?:-([!-,.-9;-~]+))?$/;

/** rpmio/rpmvercmp.c of rpm 4.18: segments of digits or letters; `~` before the end, `^` after it but before more. */
export function rpmvercmp(a: string, b: string): Order {
  const [x, y] = [segmentsOf(a), segmentsOf(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const order = compareSegments(x[i], y[i]);
    if (order !== 0) {
      return order;
    }
  }

  return 0;
}

const segmentsOf = (text: string): readonly string[] => text.match(/\d+|[A-Za-z]+|[~^]/g) ?? [];

function compareSegments(one: string | undefined, two: string | undefined): Order {
  if (one === two) {
    return 0;
  }

  if (one === '~' || two === '~') {
    return one === '~' ? -1 : 1;
  }

  if (one === undefined || two === undefined) {
    return one === undefined ? -1 : 1;
  }

  if (one === '^' || two === '^') {
    return one === '^' ? -1 : 1;
  }

  const [m, n] = [isNumber(one), isNumber(two)];
  if (m !== n) {
    return m ? 1 : -1;
  }

  return m ? compareDigits(one, two) : compareText(one, two);
}

const isNumber = (segment: string): boolean => /^\d/.test(segment);
