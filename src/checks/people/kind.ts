import type { CivilMoment } from '../../calendar/civil.js';
import { showMinutes } from '../../calendar/hours.js';
import { minutesBetween } from '../../calendar/ics-time.js';
import type { Level } from '../../checklist/model.js';
import type { Json } from '../../run/evidence.js';
import { operatorTimeZone } from '../../world/time-zone.js';
import type { FacetFound, Found, GatherContext, Kind } from '../kind.js';
import { laneOf } from '../lane/which.js';
import type { Somebody } from '../persons.js';
import { lookAtAuthors } from './authors.js';
import { facetsByName } from './by-name.js';
import { flagsOf, readWhereabouts } from './flags.js';
import { lookAtMigrationAuthors } from './migration-authors.js';
import type { Needed, NeedLook, PeopleFacet, Stretch } from './model.js';
import { lookAtOnCall } from './oncall.js';
import { type PeopleOptions, peopleOptions } from './options.js';
import { lookForRole, lookForSecond, type OthersQuestion } from './others.js';
import { lookAgainMs, stretchFacts, stretchFrom, stretchInWords } from './stretch.js';
import { couldBeOperator, isOperator } from './whose-name.js';

/** Who is at hand for as long as it takes (checks.md section 5.12). Whether they are, only a person can say. */
export const people: Kind<PeopleOptions> = {
  name: 'people',
  options: peopleOptions,
  question: () => 'Is everybody at hand who is needed?',
  go: 'yes',
  why: 'When it went wrong, whoever could have mended it was not there, and nobody had asked before.',
  facets: {
    oncall: { level: 'block', go: 'yes', question: () => 'Is whoever is on call at hand?' },
    author: {
      level: 'block',
      go: 'yes',
      question: () => 'Is everybody at hand who wrote this?',
      why: 'Who wrote a change sees first what is wrong with it.',
    },
    migration_authors: {
      level: 'block',
      go: 'yes',
      question: () => 'Is everybody at hand who wrote a migration?',
      why: 'A migration went wrong, whoever had written it was not there, and nobody else could say what to do.',
    },
    second: {
      level: 'block',
      go: 'yes',
      question: () => 'Is somebody else at hand who can deploy?',
      why: 'Only one person could roll it back, and their network was down.',
    },
    role: { level: 'block', go: 'yes', question: () => 'Is whoever is needed at hand?' },
  },
  alwaysAsks: false,
  override: 'reason',
  // Somebody says that they are there until a certain time: later it is another question.
  ttlMs: lookAgainMs,
  timeoutMs: 60_000,
  boundToCommit: true,
  alwaysLookAgain: false,
  needsPrevious: 'meanwhile',
  readsPlan: true,
  readsItems: true,
  gather,
  commands: ({ oncall }) => (oncall?.type === 'command' ? [oncall.command] : []),
};

async function gather(options: PeopleOptions, context: GatherContext): Promise<Found> {
  const { checklist, operator, now } = context;
  const tz = checklist.calendar.tz ?? operatorTimeZone();
  const when = { now, deploy: checklist.deploy, forMs: options.for, tz };
  const promised = stretchFrom(when, context.earlier?.facts);
  const { stretch } = promised;
  const [me, whereabouts] = await Promise.all([
    context.me(),
    readWhereabouts(Object.keys(checklist.people), tz, context),
  ]);
  const instant = (moment: CivilMoment): Date =>
    new Date(promised.from.getTime() + minutesBetween(stretch.from, moment) * 60_000);
  const self = { operator, ownEmails: me.emails };
  const isSelf = (who: Somebody): boolean => isOperator(who, checklist.people, self);
  const flags = (who: Somebody, { from, until }: Stretch): readonly string[] =>
    flagsOf(who, [instant(from), instant(until)], whereabouts, context, tz);
  const question = {
    stretch,
    isOperator: isSelf,
    couldBeOperator: (who: Somebody) => couldBeOperator(who, checklist.people, self),
    flags: (who: Somebody) => flags(who, stretch),
  };
  const looks = await Promise.all(
    [...new Set(options.need)].map((need) => lookAt(need, { options, question, tz, context })),
  );
  const all = looks.flatMap(({ needed }) => needed);
  const named = facetsByName(all, {
    now: stretch.from,
    isOperator: ({ who }) => isSelf(who),
    isOver: (one) => instant(one.stretch.until) <= now,
    flags: (one) => flags(one.who, one.stretch),
    levelOf: (facet) => levelOf(facet, options, context),
  });
  const unnamed = looks.flatMap(({ facets }) => Object.entries(facets));
  const facets = {
    ...named,
    ...Object.fromEntries(unnamed.map(([name, facet]) => [name, until(facet, name, stretch)])),
  };
  return {
    summary: summaryOf(Object.values(facets)),
    detail: [...looks.flatMap(({ detail = [] }) => detail), ...whereabouts.unread],
    facts: {
      until: `${stretch.until.date} ${showMinutes(stretch.until.minutes)}`,
      ...stretchFacts(promised),
      people: all.map(factOf),
    },
    facets,
    sources: looks.flatMap(({ sources = [] }) => sources),
  };
}

interface Looking {
  readonly options: PeopleOptions;
  readonly question: OthersQuestion;
  readonly tz: string;
  readonly context: GatherContext;
}

async function lookAt(need: string, { options, question, tz, context }: Looking): Promise<NeedLook> {
  const { stretch } = question;
  switch (need) {
    case 'oncall':
      return lookAtOnCall(options.oncall, stretch, tz, context);
    case 'author':
      // On the train everything was announced, and others know it, too.
      return lookAtAuthors(stretch, (await laneOf(context)) === 'train' ? { level: 'warn' } : {}, context);
    case 'migration-authors':
      return lookAtMigrationAuthors(stretch, context);
    case 'second':
      return lookForSecond(question, context);
    default:
      return lookForRole(need, question, context);
  }
}

/** The level of a facet of this item: its own, else that of the kind. */
function levelOf(facet: PeopleFacet, options: PeopleOptions, { checklist }: GatherContext): Level {
  const item = [...checklist.checks, ...checklist.after].find((one) => one.options === options);
  return item?.facets[facet] ?? people.facets[facet]?.level ?? 'block';
}

/** Whoever has no name is asked about until the same time as all others. */
function until(found: FacetFound, name: string, stretch: Stretch): FacetFound {
  if (!found.human || found.question !== undefined) {
    return found;
  }

  const when = stretchInWords(stretch, stretch.from);
  const question = name.startsWith('second')
    ? `Is somebody else at hand ${when} who can deploy?`
    : name.startsWith('role')
      ? `Is somebody at hand ${when} who is ${name.slice('role:'.length)}?`
      : `Is whoever is on call at hand ${when}?`;
  return { ...found, question };
}

/** What stands in the way, else everybody who is asked about, else why nobody is. */
function summaryOf(facets: readonly FacetFound[]): string {
  const bad = facets.filter(({ verdict, human }) => verdict === 'no-go' || (verdict === 'unknown' && !human));
  const asked = facets.filter(({ human }) => human);
  const here = facets.filter(({ verdict }) => verdict === 'go');
  const [said = facets] = [bad, asked, here].filter(({ length }) => length > 0);
  return said.map(({ summary }) => summary).join('; ');
}

const factOf = ({ facet, who, because, source, stretch }: Needed): Json => ({
  role: facet,
  name: who.name,
  key: who.key ?? null,
  ...{ because, source },
  until: `${stretch.until.date} ${showMinutes(stretch.until.minutes)}`,
});
