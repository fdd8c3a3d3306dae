import type { DeployWay } from './deploy-way.js';
import { best, type Proposals } from './proposals.js';
import type { Clue } from './seen.js';

/** An answer, and where it was found; nowhere if a person typed it. */
export interface Chosen<Value = string> {
  readonly value: Value;
  readonly from?: Pick<Clue, 'where' | 'why'>;
}

/** What the file is made of. What is absent becomes an example in a comment. */
export interface Choices {
  readonly app: Chosen;
  readonly tz: string;
  readonly branch?: Chosen;
  readonly tests?: Chosen;
  readonly deploy?: Chosen<Pick<DeployWay, 'run' | 'perTarget' | 'noUndo'>>;
  readonly undo?: Chosen;
  readonly url?: Chosen;
}

/** The proposals as they are; guesses are not among them. */
export function takeProposals(proposals: Proposals): Choices {
  const { app, branch, tests, deploy, url, tz } = proposals;
  const way = best(deploy);
  return {
    app: chosen(best(app)) ?? { value: 'app' },
    tz: tz[0]?.value ?? 'UTC',
    ...given('branch', chosen(best(branch))),
    ...given('tests', chosen(best(tests))),
    ...given('deploy', chosen(way)),
    ...given('undo', chosen(way?.value.undo)),
    ...given('url', chosen(best(url))),
  };
}

export const chosen = <Value>(clue: Clue<Value> | undefined): Chosen<Value> | undefined =>
  clue && { value: clue.value, from: { where: clue.where, why: clue.why } };

/** A key that is there only with a value. */
export const given = <Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: NonNullable<Value> } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: NonNullable<Value> };
