import { roughInstant } from '../../calendar/rough-instant.js';
import { OperatorError } from '../../errors.js';
import { type Filter, outcomes } from '../../review/filter.js';
import { safeLine } from '../../text/sanitise.js';
import { didYouMean } from '../../text/suggest.js';

/** The filters as they were typed; `list`, `stats` and `export` share them. */
export interface FilterFlags {
  readonly since?: string;
  readonly until?: string;
  readonly operator?: string;
  readonly target?: string;
  readonly outcome?: string;
  readonly item?: string;
  readonly override?: boolean;
  readonly commit?: string;
  readonly text?: string;
  readonly limit?: string;
}

/** What is looked for: what the index can tell, and what has to be looked up elsewhere. */
export interface Search {
  readonly filter: Filter;
  /** Whatever names a commit: at either end of the release, or brought by it. */
  readonly commit?: string;
  readonly text?: string;
  /** At most so many, newest first. */
  readonly limit?: number;
}

/** @throws OperatorError for a time, an outcome or a number that is none */
export function toSearch(flags: FilterFlags, { now, tz }: { readonly now: Date; readonly tz: string }): Search {
  const { operator, target, item, commit, text } = flags;
  const time = (flag: 'since' | 'until', edge: 'begin' | 'end'): Filter => {
    const value = flags[flag];
    return value === undefined ? {} : { [flag]: instantOf(flag, value, { now, tz, edge }) };
  };
  const given = { operator, target, item };
  for (const [flag, value] of Object.entries({ ...given, commit, text })) {
    if (value?.trim() === '') {
      throw new OperatorError(`--${flag} is empty`, { hint: `write what to look for, e.g. ${examples[flag]}` });
    }
  }

  const filter: Filter = {
    ...time('since', 'begin'),
    ...time('until', 'end'),
    ...(operator === undefined ? {} : { operator }),
    ...(target === undefined ? {} : { target }),
    ...(item === undefined ? {} : { item }),
    ...(flags.outcome === undefined ? {} : { outcome: outcomeOf(flags.outcome) }),
    ...(flags.override === true ? { override: true } : {}),
  };
  if (filter.since !== undefined && filter.until !== undefined && filter.since >= filter.until) {
    throw new OperatorError('--since is not before --until: no run can lie between them');
  }

  return {
    filter,
    ...(commit === undefined ? {} : { commit }),
    ...(text === undefined ? {} : { text }),
    ...(flags.limit === undefined ? {} : { limit: limitOf(flags.limit) }),
  };
}

const examples: Readonly<Record<string, string>> = {
  operator: '--operator ada',
  target: '--target production',
  item: '--item tests',
  commit: '--commit 3f2a91c',
  text: '--text invoices',
};

function instantOf(flag: string, text: string, options: Parameters<typeof roughInstant>[1]): Date {
  const instant = roughInstant(text, options);
  if (instant === undefined) {
    throw new OperatorError(`--${flag} is ${JSON.stringify(safeLine(text, 40))}, which is no time`, {
      hint: 'write a day (2026-11-20), a month (2026-11), a moment ("2026-11-20 14:30") or how long ago ("2 weeks ago")',
    });
  }

  return instant;
}

function outcomeOf(text: string): (typeof outcomes)[number] {
  const outcome = outcomes.find((one) => one === text);
  if (outcome === undefined) {
    const meant = didYouMean(text, outcomes);
    throw new OperatorError(`--outcome is ${JSON.stringify(safeLine(text, 40))}, which no run ends with`, {
      hint: `${meant === undefined ? '' : `did you mean ${meant}? `}there are: ${outcomes.join(', ')}`,
    });
  }

  return outcome;
}

function limitOf(text: string): number {
  const limit = /^\d+$/u.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(limit) || limit < 1) {
    throw new OperatorError(`--limit is ${JSON.stringify(safeLine(text, 40))}, which is no number of runs`, {
      hint: 'write a whole number from 1 on, e.g. --limit 20',
    });
  }

  return limit;
}
