import type { Finding } from '../../run/evidence.js';
import { short } from '../../run/release.js';
import type { FacetFound } from '../kind.js';
import { together } from '../release-words.js';
import type { Part } from './model.js';
import type { PastState } from './past-states.js';
import type { Plan } from './plan.js';

/**
 * Facet `in_between`: while parts go out one after the other, the target runs new ones beside old ones, which is what
 * nobody has on their own machine. By what other targets ran.
 */
export function inBetweenFacet(parts: readonly Part[], plan: Plan, past: readonly PastState[]): FacetFound {
  const moving = parts
    .filter((part) => plan.positions(part.name).length > 0 && part.range.known && part.range.commits.length > 0)
    .toSorted((a, b) => firstOf(plan, a) - firstOf(plan, b));
  if (moving.length < 2) {
    return { verdict: 'n/a', summary: 'only one part changes: there is no state in between' };
  }

  const states = moving
    .slice(1)
    .map((_part, index) => stateOf(moving.slice(0, index + 1), moving.slice(index + 1), past));
  const open =
    states.find(({ verdict }) => verdict === 'no-go') ??
    states.find(({ verdict }) => verdict === 'unknown') ??
    states[0];
  return {
    verdict: open?.verdict ?? 'unknown',
    summary: open?.text ?? '',
    ...(states.length === 1 ? {} : { detail: states.map(({ text }) => text) }),
    findings: states.flatMap(({ key, verdict, text }): readonly Finding[] =>
      verdict === 'go' ? [] : [{ key, verdict, text }],
    ),
    ...questionAbout(open),
  };
}

function questionAbout(state: InBetween | undefined): Pick<FacetFound, 'question'> {
  const question = `Has new ${state?.fresh} been tried with old ${state?.old}?`;
  return state === undefined || question.length > 90 ? {} : { question };
}

const firstOf = (plan: Plan, { name }: Part): number => plan.positions(name)[0] ?? 0;

interface InBetween {
  readonly verdict: 'go' | 'no-go' | 'unknown';
  readonly key: string;
  /** Names of those that are out already, and of those that are not. */
  readonly fresh: string;
  readonly old: string;
  readonly text: string;
}

function stateOf(fresh: readonly Part[], old: readonly Part[], past: readonly PastState[]): InBetween {
  const names = { fresh: namesOf(fresh), old: namesOf(old) };
  const moved = fresh.map((part) => `${part.name}@${short(part.commit)}`);
  const said = { ...names, key: [...moved, ...old.map(({ name }) => name)].join('+') };
  const mix = `new ${names.fresh} with old ${names.old}`;
  const isFresh = (part: Part, { commits }: PastState): boolean => commits[part.name] === part.commit;
  const isOld = (part: Part, { commits }: PastState): boolean =>
    part.live.state === 'runs' && commits[part.name] === part.live.commit;
  const isMix = (state: PastState): boolean =>
    fresh.every((part) => isFresh(part, state)) && old.every((part) => isOld(part, state));
  const tried = past.find(isMix);
  if (tried !== undefined) {
    return { ...said, verdict: 'go', text: `${tried.target} ran ${mix} (${tried.run})` };
  }

  const all = [...fresh, ...old];
  const known = past.filter(({ commits }) => all.every((part) => commits[part.name] !== undefined));
  const atOnce = known.find((state, index) => {
    const before = known.slice(0, index).findLast(({ target }) => target === state.target);
    return before !== undefined && all.every((part) => isFresh(part, state) && !isFresh(part, before));
  });
  if (atOnce !== undefined) {
    const text = `${atOnce.target} went from old to new ${namesOf(all)} in one run: nobody has seen ${mix}`;
    return { ...said, verdict: 'no-go', text };
  }

  return known.length === 0
    ? { ...said, verdict: 'unknown', text: `nobody knows of ${mix}: no run on another target is on record` }
    : { ...said, verdict: 'no-go', text: `no other target ran ${mix}` };
}

const namesOf = (parts: readonly Part[]): string => together(parts.map(({ name }) => name));
