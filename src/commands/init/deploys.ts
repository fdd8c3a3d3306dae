import { ownDeploys } from './deploy-own.js';
import { toolDeploys } from './deploy-tools.js';
import type { DeployClue } from './deploy-way.js';
import type { Seen } from './seen.js';

/** How the project is deployed: its own commands first, then those of its tools, guesses last. */
export function deploys(seen: Seen): readonly DeployClue[] {
  const all = [...ownDeploys(seen), ...toolDeploys(seen)];
  const once = all.filter(({ value }, index) => all.findIndex((other) => other.value.run === value.run) === index);
  return [...once.filter(({ sure }) => sure !== 'guess'), ...once.filter(({ sure }) => sure === 'guess')];
}
