import type { Checklist, Step } from '../../../src/checklist/model.js';
import type { FacetFound, Found, GatherContext } from '../../../src/checks/kind.js';
import { order } from '../../../src/checks/order/kind.js';
import { repository, repositoryWithRemote, type TestRepository } from '../../helpers/repository.js';
import { checklist, contextIn, gather } from '../gathering.js';

/** `wiki` is the main one, `schemas` has a bare remote. What runs of each is its deployed ref. */
export interface Several {
  readonly wiki: TestRepository;
  readonly events: TestRepository;
  readonly schemas: TestRepository;
}

export function several(): Several {
  const [wiki, events, schemas] = [repository(), repository(), repositoryWithRemote()];
  for (const one of [wiki, events, schemas]) {
    live(one);
  }

  return { wiki, events, schemas };
}

/** From now on the commit runs; the newest unless given. */
export const live = (one: TestRepository, commit = 'HEAD'): string =>
  one.git('update-ref', 'refs/shipit/deployed/production', commit);

/** A commit that needs something, as a trailer. */
export const needing = (value: string, key = 'Depends-On'): string =>
  `Use the new schema\n\nBecause of it.\n\n${key}: ${value}`;

export const changeId = (letter: string): string => `I${letter.repeat(40)}`;

export const stepNamed = (name: string, more: Partial<Step> = {}): Step => ({
  name,
  run: `ops/sync ${name}`,
  host: 'local',
  checks: [],
  tty: false,
  place: { file: 'shipit.yml', line: 1, col: 1 },
  ...more,
});

/** A checklist with the two others beside the main one. */
export const checklistOf = ({ events, schemas }: Several, steps: readonly (string | Step)[]): Checklist => ({
  ...checklist,
  app: 'wiki',
  repos: { schemas: { path: schemas.root, revision: [] }, events: { path: events.root, revision: [] } },
  deploy: { steps: steps.map((step) => (typeof step === 'string' ? stepNamed(step) : step)) },
});

/** What the kind finds when these steps are planned, in this order. */
export async function look(
  all: Several,
  steps: readonly (string | Step)[],
  { written = {}, ...changes }: Partial<GatherContext> & { readonly written?: unknown } = {},
): Promise<Found & { readonly facet: (name: string) => FacetFound }> {
  const commit = all.wiki.git('rev-parse', 'refs/shipit/deployed/production');
  const previous = { commit, sources: ['ref'] };
  const context = await contextIn(all.wiki.root, {
    checklist: checklistOf(all, steps),
    previous,
    previousFound: { previous, serversNotAsked: false },
    ...changes,
  });
  const found = await gather(order, written, context);
  return {
    ...found,
    facet(name) {
      const facet = found.facets?.[name];
      if (facet === undefined) {
        throw new Error(`no facet ${name}: ${Object.keys(found.facets ?? {}).join(' ')}`);
      }

      return facet;
    },
  };
}

/** Verdicts by facet, without those that do not apply. */
export const verdicts = (found: Found): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(found.facets ?? {}).flatMap(([name, { verdict }]) => (verdict === 'n/a' ? [] : [[name, verdict]])),
  );
