import { compareDigits, compareLists, compareText, firstOf } from './numbers.js';
import type { Order } from './order.js';

/** PEP 440, `1!2.0rc1.post2.dev3+local.1`, in all its spellings. Undefined if one of them is no such version. */
export function comparePep440(a: string, b: string): Order | undefined {
  const [x, y] = [partsOf(a), partsOf(b)];
  if (x === undefined || y === undefined) {
    return undefined;
  }

  return firstOf(
    () => compareDigits(x.epoch, y.epoch),
    () => compareLists(x.release, y.release, '0', compareDigits),
    () => compareStage(x.pre, y.pre),
    () => compareStage(x.post, y.post),
    () => compareStage(x.dev, y.dev),
    () => compareLists(x.local, y.local, '', compareLocal),
  );
}

/** Where in the life of a version: a rank, and within it a number. */
interface Stage {
  readonly rank: number;
  readonly number: string;
}

const compareStage = (a: Stage, b: Stage): Order =>
  firstOf(
    () => (a.rank === b.rank ? 0 : a.rank < b.rank ? -1 : 1),
    () => compareDigits(a.number, b.number),
  );

function partsOf(version: string) {
  const groups = shape.exec(version.trim())?.groups;
  if (groups === undefined) {
    return undefined;
  }

  const { epoch = '0', release = '', pre, preNumber = '', post, postNumber, bare, dev, devNumber = '', local } = groups;
  const isPost = post !== undefined || bare !== undefined;
  // Of a development release of the version itself even the pre-releases come later.
  const onlyDev = dev !== undefined && pre === undefined && !isPost;
  return {
    epoch,
    release: release.split('.'),
    pre: onlyDev ? { rank: -1, number: '' } : { rank: preRank(pre), number: preNumber },
    post: { rank: isPost ? 1 : 0, number: bare ?? postNumber ?? '' },
    dev: { rank: dev === undefined ? 1 : 0, number: devNumber },
    local: local === undefined ? [] : local.toLowerCase().split(/[-_.]/),
  };
}

const shape =
  /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preNumber>\d+)?)?(?:-(?<bare>\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\d+)?)?(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\d+)?)?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;

function preRank(pre: string | undefined): number {
  switch (pre?.toLowerCase()) {
    case undefined:
      return 3;
    case 'a':
    case 'alpha':
      return 0;
    case 'b':
    case 'beta':
      return 1;
    default:
      return 2;
  }
}

/** Numbers are newer than words, and everything than the end. */
function compareLocal(a: string, b: string): Order {
  const rank = (part: string): number => (part === '' ? 0 : /^\d+$/.test(part) ? 2 : 1);
  const [x, y] = [rank(a), rank(b)];
  if (x !== y) {
    return x < y ? -1 : 1;
  }

  return x === 2 ? compareDigits(a, b) : compareText(a, b);
}
