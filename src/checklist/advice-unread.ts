import { type Advice, type AdviceContext, listed } from './advice-request.js';
import { entryOf, type Tree, textOf } from './tree.js';

/**
 * Keys that the grammar knows and nothing in this version looks at: nobody should believe that they protect anything.
 * Each names the kinds that will read it; a checklist is silent about it as soon as one of them is there.
 */
export function adviseOnUnread(context: AdviceContext): readonly Advice[] {
  const { tree, kinds, at } = context;
  const isUnread: IsUnread = (readBy) => !kinds.some(({ name }) => readBy.includes(name));
  const log = entryOf(tree, 'log');
  return [
    ...unreadIn('targets', targetKeys, isUnread, context),
    ...unreadIn('people', personKeys, isUnread, context),
    ...(log && entryOf(log, 'keep') ? advice(['keep'], ' of `log`', (key) => at('log', key)) : []),
  ];
}

/** One piece of advice for each target or person that has such keys. */
function unreadIn(
  section: 'targets' | 'people',
  known: readonly UnreadKey[],
  isUnread: IsUnread,
  { tree, at }: AdviceContext,
): readonly Advice[] {
  const all = entryOf(tree, section);
  return keysOf(all).flatMap((name) => {
    const one = all && entryOf(all, name);
    const keys = known.filter(({ key, readBy, counts }) => {
      const value = one && entryOf(one, key);
      return value !== undefined && isUnread(readBy) && (counts?.(value) ?? true);
    });
    const names = keys.map(({ key }) => key);
    return advice(names, ` of \`${name}\``, (key) => at(section, name, key));
  });
}

type IsUnread = (readBy: readonly string[]) => boolean;

interface UnreadKey {
  readonly key: string;
  readonly readBy: readonly string[];
  /** Not every value of it goes unread. */
  readonly counts?: (value: Tree) => boolean;
}

const targetKeys: readonly UnreadKey[] = [
  { key: 'hosts', readBy: ['servers', 'patches'] },
  { key: 'path', readBy: ['servers', 'patches'] },
  { key: 'runtimes', readBy: ['servers', 'pins'] },
  { key: 'units', readBy: ['servers'] },
  { key: 'url', readBy: ['watch'] },
  { key: 'second', readBy: [], counts: (value) => textOf(value) === 'signed' },
];

const personKeys: readonly UnreadKey[] = [
  { key: 'key', readBy: ['signoff'] },
  { key: 'absences', readBy: ['absence', 'people'] },
];

const advice = (keys: readonly string[], whose: string, at: (key: string) => Advice['place']): readonly Advice[] =>
  keys.length === 0
    ? []
    : [
        {
          rule: 'unread',
          message: `${listed(keys)}${whose} ${keys.length === 1 ? 'is' : 'are'} read by nothing in this version`,
          place: at(keys[0] ?? ''),
          hint: 'it may stay for a later version; until then nothing is checked with it',
        },
      ];

const keysOf = (tree: Tree | undefined): readonly string[] => (tree?.type === 'dict' ? [...tree.entries.keys()] : []);
