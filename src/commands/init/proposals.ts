import { appNames } from './app-name.js';
import { branches } from './branch.js';
import type { DeployClue } from './deploy-way.js';
import { deploys } from './deploys.js';
import { type GroundFound, groundOf } from './ground.js';
import { type ReleaseFound, releaseOf } from './release.js';
import type { Clue, Seen, Unread } from './seen.js';
import { ci, framework, packages } from './setting.js';
import { targetNames } from './targets.js';
import { testCommands } from './test-commands.js';
import { urls } from './urls.js';

/** Everything found, for each question the best answer first. */
export interface Proposals extends GroundFound, ReleaseFound {
  readonly app: readonly Clue[];
  readonly branch: readonly Clue[];
  readonly tests: readonly Clue[];
  readonly deploy: readonly DeployClue[];
  readonly targets: readonly Clue[];
  readonly url: readonly Clue[];
  readonly tz: readonly Clue[];
  readonly framework: Clue | undefined;
  readonly ci: Clue | undefined;
  readonly packages: readonly string[];
  readonly unread: readonly Unread[];
}

/** Pure: what follows from what was seen. */
export const proposals = (seen: Seen): Proposals => ({
  app: appNames(seen),
  branch: branches(seen),
  tests: testCommands(seen),
  deploy: deploys(seen),
  targets: targetNames(seen),
  ...groundOf(seen),
  ...releaseOf(seen),
  url: urls(seen),
  tz: [{ value: seen.tz, where: 'this computer', why: 'your time zone', sure: 'likely' }],
  framework: framework(seen),
  ci: ci(seen),
  packages: packages(seen),
  unread: seen.unread,
});

/** What is taken without asking anybody: the best that is more than a guess. */
export const best = <Value>(clues: readonly Clue<Value>[]): Clue<Value> | undefined =>
  clues.find(({ sure }) => sure !== 'guess');
