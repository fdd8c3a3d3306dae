import { compareDigits, firstOf } from './numbers.js';
import type { Order } from './order.js';

/** Debian policy 5.6.12: `epoch:upstream-revision`. Undefined if one of them is no such version. */
export function compareDpkg(a: string, b: string): Order | undefined {
  const [x, y] = [partsOf(a), partsOf(b)];
  if (x === undefined || y === undefined) {
    return undefined;
  }

  return firstOf(
    () => compareDigits(x.epoch, y.epoch),
    () => compareParts(x.upstream, y.upstream),
    () => compareParts(x.revision, y.revision),
  );
}

function partsOf(version: string) {
  const [, epoch = '0', rest] = shape.exec(version) ?? [];
  if (rest === undefined) {
    return undefined;
  }

  const dash = rest.lastIndexOf('-');
  return dash < 0
    ? { epoch, upstream: rest, revision: '' }
    : { epoch, upstream: rest.slice(0, dash), revision: rest.slice(dash + 1) };
}

/** A colon in the rest only after an epoch. */
const shape = /^(?:(\d+):(?=.))?((?<=:)[\dA-Za-z.+~:-]+|(?<!:)[\dA-Za-z.+~-]+)$/;

/** Other signs and digits by turns; `~` comes before the end, letters before other signs. */
function compareParts(a: string, b: string): Order {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while (isOther(a, i) || isOther(b, j)) {
      const x = weight(a, i);
      const y = weight(b, j);
      if (x !== y) {
        return x < y ? -1 : 1;
      }

      i++;
      j++;
    }

    const [m, n] = [endOfDigits(a, i), endOfDigits(b, j)];
    const numbers = compareDigits(a.slice(i, m), b.slice(j, n));
    if (numbers !== 0) {
      return numbers;
    }

    i = m;
    j = n;
  }

  return 0;
}

const isOther = (text: string, at: number): boolean => at < text.length && !isDigit(text, at);

const isDigit = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
};

function weight(text: string, at: number): number {
  if (!isOther(text, at)) {
    return 0;
  }

  const sign = text.charAt(at);
  return sign === '~' ? -1 : /[A-Za-z]/.test(sign) ? sign.charCodeAt(0) : sign.charCodeAt(0) + 256;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text, at)) {
    at++;
  }

  return at;
}
