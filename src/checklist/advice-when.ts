import type { Advice, AdviceContext, AdvisedItem } from './advice-request.js';
import type { Weekday } from './model.js';

/**
 * Conditions that can never hold, or always do. Targets and ids that are not there are mistakes already, and a killer
 * heeds no condition.
 */
export const adviseOnConditions = (context: AdviceContext): readonly Advice[] =>
  context.items
    .filter(({ item }) => !item.killer)
    .flatMap((advised) =>
      [onLane(advised, context), onDays(advised, context), onFound(advised, context)].filter(
        (advice) => advice !== undefined,
      ),
    );

/** Only an item of kind `lane` knows in which lane a run is. */
function onLane({ item, at }: AdvisedItem, { items }: AdviceContext): Advice | undefined {
  return item.when?.lane && !items.some(({ kind }) => kind.name === 'lane')
    ? {
        rule: 'when-lane',
        message: `there is no item \`lane\` that says which lane a run is in: \`${item.id}\` is asked in every run`,
        place: at('when', 'lane'),
        hint: 'add `- lane: {train: tue-thu}` to `checks`, or take out `lane`',
      }
    : undefined;
}

/** On the days of `when` a window item lets nobody deploy. */
function onDays({ item, kind, at }: AdvisedItem, context: AdviceContext): Advice | undefined {
  const days = item.when?.days;
  const deployDays = kind.name === 'window' ? undefined : daysOfDeploys(context);
  return days && deployDays && !days.some((day) => deployDays.includes(day))
    ? {
        rule: 'when-never',
        message: `\`${item.id}\` is asked only on ${days.join(', ')}, and on these days nobody deploys`,
        place: at('when', 'days'),
        hint: `days of deploys are ${deployDays.join(', ')}`,
      }
    : undefined;
}

function daysOfDeploys({ items, checklist }: AdviceContext): readonly Weekday[] | undefined {
  const window = items.find(({ kind, phase }) => kind.name === 'window' && phase === 'before')?.item;
  if (window?.level !== 'block' || (window.facets['day'] ?? 'block') !== 'block') {
    return undefined;
  }
  const own = (window.options as { readonly days?: readonly Weekday[] }).days;
  return own ?? checklist.calendar.workDays;
}

function onFound({ item, phase, at }: AdvisedItem, { items, checklist }: AdviceContext): Advice | undefined {
  const id = item.when?.found;
  if (id === undefined) {
    return undefined;
  }
  const named = items.find((other) => other.item.id === id);
  const isOff = [...checklist.checks, ...checklist.after].some((other) => other.id === id && other.level === 'off');
  const because = isOff
    ? `\`${id}\` is off`
    : named && named.kind.gather === undefined
      ? `\`${id}\` is answered by a person and finds nothing`
      : named && named.phase !== phase && phase === 'before'
        ? `\`${id}\` is looked at only later`
        : undefined;
  return because === undefined
    ? undefined
    : {
        rule: 'when-found',
        message: `${because}, so the condition of \`${item.id}\` always holds`,
        place: at('when', 'found'),
        hint: 'name an item that gathers evidence before this one, or take out `found`',
      };
}
