import type { CivilMoment } from '../../calendar/civil.js';
import { showMinutes } from '../../calendar/hours.js';
import type { Level } from '../../checklist/model.js';
import { weaker } from '../../run/verdict.js';
import { truncate, width } from '../../text/width.js';
import type { FacetFound } from '../kind.js';
import { oneOf } from '../one-of.js';
import { isSame } from '../persons.js';
import type { Needed, PeopleFacet } from './model.js';
import { stretchInWords } from './stretch.js';

export interface ByNameContext {
  readonly now: CivilMoment;
  readonly isOperator: (one: Needed) => boolean;
  /** When they were needed lies behind: it was asked about when the run began. */
  readonly isOver: (one: Needed) => boolean;
  /** What stands against somebody being at hand then, in a few words each. */
  readonly flags: (one: Needed) => readonly string[];
  readonly levelOf: (facet: PeopleFacet) => Level;
}

/**
 * One facet for each person who is needed. Who is needed for several reasons at the same time is asked once, where a no
 * counts most.
 */
export function facetsByName(written: readonly Needed[], context: ByNameContext): Readonly<Record<string, FacetFound>> {
  const all = written.filter(
    (one, index) => index === written.findIndex((other) => other.facet === one.facet && isSameNeed(one, other)),
  );
  const facets: Record<string, FacetFound> = {};
  for (const one of all) {
    const same = all.filter((other) => isSameNeed(one, other));
    const asking = same.reduce((a, b) =>
      weaker(levelIn(a, context), levelIn(b, context)) === levelIn(b, context) ? a : b,
    );
    const plain = oneOf(one.facet, one.who.key ?? one.who.email ?? one.who.name);
    const name = plain in facets ? `${plain}@${showMinutes(one.stretch.from.minutes).replace(':', '.')}` : plain;
    facets[name] =
      one === asking
        ? facetOf(one, same, context)
        : { verdict: 'n/a', summary: `${one.who.name}: asked as ${asking.because}` };
  }
  return facets;
}

/** The same person, from and until the same time. */
const isSameNeed = ({ who: one, stretch: a }: Needed, { who: other, stretch: b }: Needed): boolean =>
  isSame(one, other) &&
  a.from.date === b.from.date &&
  a.from.minutes === b.from.minutes &&
  a.until.date === b.until.date &&
  a.until.minutes === b.until.minutes;

const levelIn = ({ facet, level = 'block' }: Needed, { levelOf }: ByNameContext): Level =>
  weaker(levelOf(facet), level);

/** @param same all that they are needed for then, this among them */
function facetOf(one: Needed, same: readonly Needed[], context: ByNameContext): FacetFound {
  const { who, stretch, level } = one;
  const roles = [...new Set(same.map(rolesOf))].join(', ');
  if (who.left) {
    return { verdict: 'no-go', summary: `${who.name} (${roles}) has left, and nobody stands in their place` };
  }

  if (context.isOperator(one)) {
    return { verdict: 'go', summary: `you are here: ${roles}` };
  }

  if (context.isOver(one)) {
    return { verdict: 'n/a', summary: `${who.name} (${roles}): that time is over` };
  }

  const flags = context.flags(one);
  const when = stretchInWords(stretch, context.now);
  return {
    verdict: 'unknown',
    human: true,
    summary: `${who.name} (${roles})`,
    question: fitting(who.name, roles, flags, when),
    detail: [
      ...new Set(same.map((need) => `${rolesOf(need)}${goneOf(need)}, says ${need.source}`)),
      `needed ${when}`,
      ...flags,
    ],
    ...(level === undefined ? {} : { level }),
  };
}

/** `author`, `author for Olga D.`, `Olga D. wrote a migration` */
const rolesOf = ({ because, who: { insteadOf } }: Needed): string =>
  insteadOf === undefined
    ? because
    : because.startsWith('wrote ')
      ? `${insteadOf} ${because}`
      : `${because} for ${insteadOf}`;

const goneOf = ({ who: { insteadOf } }: Needed): string => (insteadOf === undefined ? '' : ', who has left');

/** The longest question. */
const mostColumns = 90;

/** Says as much of it as fits: what stands against it goes first, then why it is them, then the end of a name. */
function fitting(name: string, roles: string, flags: readonly string[], when: string): string {
  const ask = (who: string): string => `Is ${who} at hand ${when}?`;
  const [first] = flags;
  const tries = [
    ...(flags.length > 1 ? [ask(`${name} (${[roles, ...flags].join(', ')})`)] : []),
    ...(first === undefined ? [] : [ask(`${name} (${roles}, ${first})`)]),
    ask(`${name} (${roles})`),
    ask(name),
  ];
  const left = mostColumns - width(ask(''));
  return tries.find((text) => width(text) <= mostColumns) ?? ask(truncate(name, left));
}
