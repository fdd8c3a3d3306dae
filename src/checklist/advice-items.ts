import type { Advice, AdviceContext, AdvisedItem } from './advice-request.js';
import type { Level } from './model.js';

/** Settings that take the effect from an item, or have none themselves: decoration that looks like a safeguard. */
export const adviseOnItems = (context: AdviceContext): readonly Advice[] => [
  ...context.items.flatMap((advised) => [
    ...onKiller(advised),
    ...onVain(advised),
    ...onQuietFacets(advised),
    ...onNoEffect(advised),
    ...onTurnedRound(advised),
    ...onFacets(advised, context),
  ]),
  ...onNothingBlocks(context),
];

function onKiller({ item, at }: AdvisedItem): readonly Advice[] {
  if (!item.killer) {
    return [];
  }
  const capped = {
    rule: 'killer-capped',
    message: `\`${item.id}\` is a killer that can stop nothing: \`level: ${item.level}\` caps it`,
    place: at('level'),
    hint: 'take out `level`, or `killer`',
  };
  const conditional = {
    rule: 'killer-when',
    message: `\`when\` is not heeded at \`${item.id}\`: a killer is always asked`,
    place: at('when'),
    hint: 'take out `when`, or `killer`',
  };
  return [...(item.level === 'block' ? [] : [capped]), ...(item.when === undefined ? [] : [conditional])];
}

function onVain({ item, kind, at }: AdvisedItem): readonly Advice[] {
  return kind.alwaysAsks && item.level === 'info'
    ? [
        {
          rule: 'asked-in-vain',
          message: `\`${item.id}\` is asked of a person, and goes on whatever the answer is`,
          place: at('level'),
          hint: 'write `level: warn`, so that the other answer has to be accepted knowingly, or leave the item out',
        },
      ]
    : [];
}

function onQuietFacets({ item, kind, at }: AdvisedItem): readonly Advice[] {
  const levels = Object.entries(kind.facets).map(([name, { level }]) => item.facets[name] ?? level);
  const isQuiet = levels.length > 0 && levels.every((level) => level === 'info' || level === 'off');
  return isQuiet && !kind.alwaysAsks && rank[item.level] > rank.info
    ? [
        {
          rule: 'never-objects',
          message: `\`${item.id}\` can never object: all its facets are \`info\` or \`off\``,
          place: at(kind.name, 'facets'),
          hint: 'raise one of them, or say it openly with `level: info`',
        },
      ]
    : [];
}

/** Keys that are allowed everywhere and change nothing here. */
function onNoEffect({ item, kind, at }: AdvisedItem): readonly Advice[] {
  const isHuman = kind.gather === undefined;
  const isCapped = item.level !== 'block';
  const found: readonly (readonly [key: string, has: boolean, because: string])[] = [
    ['unknown', item.unknown !== 'ask' && isHuman, 'there is no evidence to be missing, a person answers'],
    ['unknown', item.unknown !== 'ask' && !isHuman && isCapped, `\`level: ${item.level}\` caps it`],
    ['override', item.override !== undefined && isCapped, `at \`level: ${item.level}\` there is no no-go`],
    ['timeout', item.timeoutMs !== undefined && isHuman, 'nothing is gathered, a person may take their time'],
  ];
  return found.flatMap(([key, has, because]) =>
    has
      ? [
          {
            rule: 'no-effect',
            message: `\`${key}\` changes nothing at \`${item.id}\`: ${because}`,
            place: at(key),
            hint: 'take it out',
          },
        ]
      : [],
  );
}

function onTurnedRound({ item, kind, at }: AdvisedItem): readonly Advice[] {
  return item.go !== undefined && item.go !== kind.go && item.question === undefined && kind.gather !== undefined
    ? [
        {
          rule: 'turned-round',
          message: `\`go: ${item.go}\` turns the answer of \`${item.id}\` round, and leaves the question of \`${kind.name}\` as it is`,
          place: at('go'),
          hint: 'write a `question` that fits, or take out `go`',
        },
      ]
    : [];
}

/** With `extends` a level that repeats the default may well undo what the base says. */
function onFacets({ item, kind, at }: AdvisedItem, { checklist }: AdviceContext): readonly Advice[] {
  return Object.entries(item.facets).flatMap(([name, level]) => {
    const isDefault = level === kind.facets[name]?.level && checklist.sources.length === 1;
    if (!isDefault && rank[level] <= rank[item.level]) {
      return [];
    }
    const because = isDefault ? 'it is the default' : `\`level: ${item.level}\` of the item caps it`;
    return [
      {
        rule: 'no-effect',
        message: `\`${name}: ${level}\` changes nothing at \`${item.id}\`: ${because}`,
        place: at(kind.name, 'facets', name),
        hint: 'take it out',
      },
    ];
  });
}

const rank: Readonly<Record<Level, number>> = { off: 0, info: 1, warn: 2, block: 3 };

function onNothingBlocks({ items, at }: AdviceContext): readonly Advice[] {
  const isHarmless = items.every(({ item, phase }) => phase !== 'before' || item.level !== 'block');
  return isHarmless
    ? [
        {
          rule: 'nothing-blocks',
          message: 'nothing in `checks` can stop a deploy: every item is `warn`, `info` or `off`',
          place: at('checks'),
          hint: 'leave at least one item at `level: block`, which is the default',
        },
      ]
    : [];
}
