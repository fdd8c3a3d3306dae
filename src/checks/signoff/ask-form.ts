import type { Checklist } from '../../checklist/model.js';
import type { Form } from '../../run/evidence.js';
import { operatorTimeZone } from '../../world/time-zone.js';
import type { FacetFound } from '../kind.js';
import { withRole } from '../persons.js';
import type { SignoffOptions } from './options.js';
import { roleName } from './words.js';

/** Facet `given` with `via: ask`: only the operator knows whom they asked, so they say who, when, and where it can be read. */
export function askedFacet(options: AskOptions, checklist: Pick<Checklist, 'people' | 'calendar'>): FacetFound {
  const { role } = options;
  return {
    verdict: 'unknown',
    human: true,
    summary: `ask the ${roleName(role)}: shipit records what you are told, and cannot verify it`,
    form: formFor(options, checklist),
  };
}

/** More than this many have no key of their own on screen. */
const mostChoices = 12;

type AskOptions = Pick<SignoffOptions, 'role' | 'max_age'>;

function formFor({ role, max_age }: AskOptions, { people, calendar }: Pick<Checklist, 'people' | 'calendar'>): Form {
  // Who stands in for somebody at hand cannot confirm in their name: that needs the role.
  const names = withRole(role, people).flatMap(({ key, name, insteadOf }) =>
    key === undefined || insteadOf !== undefined ? [] : [{ key, name }],
  );
  const title = `Who confirmed it? (${roleName(role)})`;
  const canChoose = names.length > 0 && names.length <= mostChoices;
  return {
    ...(canChoose
      ? { choice: { name: 'who', title, options: names.map(({ key, name }) => ({ value: key, label: name })) } }
      : {}),
    lines: [
      ...(canChoose ? [] : [{ name: 'who', title, least: 2 }]),
      {
        ...{ name: 'when', title: 'When? Now, unless you say', least: 0 },
        ...{ is: 'instant' as const, maxAgeMs: max_age, tz: calendar.tz ?? operatorTimeZone() },
      },
      { name: 'where', title: 'Where can it be read?', least: 0, is: 'link' as const },
    ],
  };
}
