import { plural } from '../../text/plural.js';
import type { Part } from './model.js';
import { type OrderRule, repoAndGlob } from './options.js';
import type { Parts } from './parts.js';

/** What a configured rule comes to in this run. */
export type RuleFound =
  | { readonly state: 'n/a' | 'unknown'; readonly rule: OrderRule; readonly why: string }
  /** `first` waits for nothing: it is live already, or has nothing new. */
  | { readonly state: 'live'; readonly rule: OrderRule; readonly why: string }
  /** Files of both sides change: `first` has to be out before `second`. */
  | {
      readonly state: 'waits';
      readonly rule: OrderRule;
      readonly first: string;
      readonly second: string;
      readonly why: string;
    }
  /** The same, as far as anybody can tell: what runs of `first` is unknown. */
  | {
      readonly state: 'may-wait';
      readonly rule: OrderRule;
      readonly first: string;
      readonly second: string;
      readonly why: string;
    };

export const lookAtRules = (rules: readonly OrderRule[], parts: Parts): Promise<readonly RuleFound[]> =>
  Promise.all(rules.map((rule) => lookAtRule(rule, parts)));

async function lookAtRule(rule: OrderRule, { parts, broken }: Parts): Promise<RuleFound> {
  const [when, first] = [repoAndGlob(rule.if), repoAndGlob(rule.first)];
  const cannot = broken.find(({ name }) => name === when.repo || name === first.repo);
  const [second, needed] = [when, first].map(({ repo }) => parts.find(({ name }) => name === repo));
  if (second === undefined || needed === undefined) {
    const why =
      cannot === undefined ? 'it names no repository of this run' : `${cannot.name} cannot be read: ${cannot.why}`;
    return { state: 'unknown', rule, why };
  }

  if (second === needed) {
    return { state: 'n/a', rule, why: 'both are in the same repository, and go out together' };
  }

  const changed = await changedIn(second, when.glob);
  if (typeof changed === 'string') {
    return { state: 'unknown', rule, why: changed };
  }

  if (changed.length === 0) {
    return { state: 'n/a', rule, why: `this run changes nothing of ${rule.if}` };
  }

  const both = { rule, first: needed.name, second: second.name };
  const waiting = await changedIn(needed, first.glob);
  if (typeof waiting === 'string') {
    return { state: 'may-wait', ...both, why: waiting };
  }

  return waiting.length === 0
    ? { state: 'live', rule, why: `nothing of ${rule.first} waits` }
    : {
        state: 'waits',
        ...both,
        why: `${second.name} changes ${named(changed)}, and ${named(waiting)} of ${needed.name} ${waiting.length === 1 ? 'is' : 'are'} not live`,
      };
}

const named = (paths: readonly string[]): string =>
  paths.length === 1 ? (paths[0] ?? '') : `${paths[0] ?? ''} and ${plural(paths.length - 1, 'more file')}`;

/** @returns why it is not known */
async function changedIn({ name, git, live, commit }: Part, glob: string): Promise<readonly string[] | string> {
  switch (live.state) {
    case 'unknown':
      return `what runs of ${name} is unknown: ${live.why}`;
    case 'nothing': {
      const empty = await git.run(['hash-object', '-t', 'tree', '--stdin'], { input: '' });
      return (await git.changedPaths(empty.stdout.trim(), commit, [glob])) ?? `the files of ${name} cannot be read`;
    }
    case 'runs':
      return (await git.changedPaths(live.commit, commit, [glob])) ?? `the changes of ${name} cannot be read`;
  }
}
