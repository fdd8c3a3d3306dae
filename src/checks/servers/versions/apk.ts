import { compareDigits, compareText } from './numbers.js';
import type { Order } from './order.js';

/**
 * apk-tools: `1.2.3b_rc4-r5`, numbers, one letter, suffixes, revision; of several commits (`~hash`) nobody knows the
 * order. Undefined if one of them is no such version, and where the releases of apk-tools do not agree.
 */
export function compareApk(a: string, b: string): Order | undefined {
  const [x, y] = [tokensOf(a), tokensOf(b)];
  if (x === undefined || y === undefined) {
    return undefined;
  }

  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const order = compareTokens(x[i] ?? ended, y[i] ?? ended);
    if (order !== 0) {
      return order;
    }
  }

  return 0;
}

/** Where two versions go on with different ones, the one whose token stands first here is newer: `1.2.1` than `1.2-r3`. */
const ranks = ['number', 'letter', 'suffix', 'count', 'commit', 'revision', 'end'] as const;

interface Token {
  readonly type: (typeof ranks)[number];
  readonly text: string;
}

const ended: Token = { type: 'end', text: '' };

const before = ['alpha', 'beta', 'pre', 'rc'];
const after = ['cvs', 'svn', 'git', 'hg', 'p'];
const suffix = `_(?:${[...before, ...after].join('|')})`;
const shape = new RegExp(`^(\\d+(?:\\.\\d+)*)([a-z]?)((?:${suffix}\\d*)*)(?:~([0-9a-f]+))?(?:-r(\\d+))?$`);

function tokensOf(version: string): readonly Token[] | undefined {
  const [, numbers, letter = '', suffixes = '', commit, revision] = shape.exec(version) ?? [];
  if (numbers === undefined) {
    return undefined;
  }

  return [
    ...numbers.split('.').map((text): Token => ({ type: 'number', text })),
    ...(letter === '' ? [] : [{ type: 'letter', text: letter } as const]),
    ...(suffixes.match(/[a-z]+|\d+/g) ?? []).map(
      (text): Token => ({ type: /^\d/.test(text) ? 'count' : 'suffix', text }),
    ),
    ...(commit === undefined ? [] : [{ type: 'commit', text: commit } as const]),
    ...(revision === undefined ? [] : [{ type: 'revision', text: revision } as const]),
  ];
}

function compareTokens(a: Token, b: Token): Order | undefined {
  if (a.type === b.type) {
    return sameType(a, b);
  }

  if (isEarly(a) || isEarly(b)) {
    return isEarly(a) ? -1 : 1;
  }

  return ranks.indexOf(a.type) < ranks.indexOf(b.type) ? 1 : -1;
}

/** `_rc1` comes before the version itself. */
const isEarly = ({ type, text }: Token): boolean => type === 'suffix' && before.includes(text);

function sameType({ type, text: a }: Token, { text: b }: Token): Order | undefined {
  switch (type) {
    case 'number':
      return compareNumbers(a, b);
    case 'letter':
      return compareText(a, b);
    case 'suffix':
      return compareDigits(String(order.indexOf(a)), String(order.indexOf(b)));
    case 'commit':
      return a === b ? 0 : undefined;
    case 'count':
    case 'revision':
      return compareDigits(a, b);
    case 'end':
      return 0;
  }
}

const order = [...before, ...after];

/** With leading zeros they are read like decimals, in two ways by apk-tools 2 and 3. */
function compareNumbers(a: string, b: string): Order | undefined {
  if (a === b) {
    return 0;
  }

  const [x, y] = [a.startsWith('0'), b.startsWith('0')];
  if (x && y) {
    return a.length === b.length ? compareText(a, b) : undefined;
  }

  return x || y ? (x ? -1 : 1) : compareDigits(a, b);
}
