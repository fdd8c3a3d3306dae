import { didYouMean } from '../text/suggest.js';
import { type Advice, type AdviceContext, type AdvisedItem, listed } from './advice-request.js';
import type { Checklist } from './model.js';

/** Answers that nobody could give, and overrides that nobody could stand behind. */
export const adviseOnPeople = (context: AdviceContext): readonly Advice[] => [
  ...context.items.flatMap((advised) => onBy(advised, context.checklist) ?? []),
  ...context.items.flatMap((advised) => onNeed(advised, context.checklist)),
  ...onSecond(context),
];

function onBy({ item, at }: AdvisedItem, { people }: Checklist): Advice | undefined {
  const { by } = item;
  if (by === undefined) {
    return undefined;
  }
  const all = Object.entries(people);
  const named = all.filter(([name, { roles }]) => name === by || roles.includes(by));
  if (all.length === 0) {
    return {
      rule: 'by-nobody',
      message: `\`by: ${by}\`, but the checklist has no \`people\`: whatever name is typed is taken`,
      place: at('by'),
      hint: `add \`people:\` with who is ${by}`,
    };
  }
  const instead = people[by]?.instead;
  return named.every(([, { left }]) => left)
    ? {
        rule: 'by-nobody',
        message: `nobody can answer \`${item.id}\`: everybody who is ${by} has left`,
        place: at('by'),
        hint: instead === undefined ? `give somebody who is still here the role ${by}` : `write \`by: ${instead}\``,
      }
    : undefined;
}

const needWords: readonly string[] = ['oncall', 'author', 'migration-authors', 'second'];

/** Roles and persons that an item `people` needs: a word for one of its own that was written otherwise is a role, too. */
function onNeed({ item, kind, at }: AdvisedItem, { people }: Checklist): readonly Advice[] {
  if (kind.name !== 'people') {
    return [];
  }

  const { need } = item.options as { readonly need: readonly string[] };
  const here = Object.entries(people).filter(([, { left, instead }]) => !left || instead !== undefined);
  const missing = need.filter(
    (one) => !needWords.includes(one) && !here.some(([name, { roles }]) => name === one || roles.includes(one)),
  );
  return missing.map((one) => {
    const near = didYouMean(one, [...needWords, ...here.flatMap(([name, { roles }]) => [name, ...roles])]);
    return {
      rule: 'by-nobody',
      message: `\`${item.id}\` needs \`${one}\`, and nobody in \`people\` who is still here is that: it is always a no-go`,
      place: at('people', 'need'),
      hint: near === undefined ? `give somebody the role ${one}` : `did you mean \`${near}\`?`,
    };
  });
}

/**
 * Without any `people` only what asks for a second person in so many words is named: kinds ask for one by themselves, and
 * a first checklist should not be met with that.
 */
function onSecond({ items, checklist, at }: AdviceContext): readonly Advice[] {
  const all = Object.values(checklist.people);
  const here = all.filter(({ left }) => !left).length;
  if (here >= 2) {
    return [];
  }
  const asking = items.filter((advised) => (all.length === 0 ? asksInWords(advised) : asksForSecond(advised)));
  const [first] = asking;
  return first
    ? [
        {
          rule: 'no-second',
          message: `an override of ${listed(asking.map(({ item }) => item.id))} takes a second person, and \`people\` names ${here === 0 ? 'nobody who is here' : 'only one who is here'}: there is no way past ${asking.length === 1 ? 'it' : 'them'}`,
          place: all.length === 0 ? first.at('override') : at('people'),
          hint: 'add the others who may stand behind an override to `people`',
        },
      ]
    : [];
}

const asksInWords = ({ item }: AdvisedItem): boolean => item.override === 'second' && item.level === 'block';

function asksForSecond({ item, kind }: AdvisedItem): boolean {
  if (item.level !== 'block') {
    return false;
  }
  const rules = Object.entries(kind.facets).flatMap(([name, { level, override }]) =>
    (item.facets[name] ?? level) === 'block' ? [item.override ?? override ?? kind.override] : [],
  );
  return [item.override ?? kind.override, ...rules].includes('second');
}
