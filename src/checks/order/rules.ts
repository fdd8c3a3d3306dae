import { plural } from '../../text/plural.js';
import type { Part } from './model.js';
import { type OrderRule, repoAndGlob } from './options.js';
import type { Parts } from './parts.js';

/** What a configured rule comes to in this run. */
export type RuleFound =
  | { readonly state: 'n/a' | 'unknown'; readonly rule: OrderRule; readonly why: string }
  /** No file is or was like that: it may be written wrong, and then it protects nobody. */
  | { readonly state: 'matches-nothing'; readonly rule: OrderRule; readonly why: string }
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
    return (
      (await matchesNothing(second, when.glob, rule)) ?? {
        state: 'n/a',
        rule,
        why: `this run changes nothing of ${rule.if}`,
      }
    );
  }

  const both = { rule, first: needed.name, second: second.name };
  const waiting = await changedIn(needed, first.glob);
  if (typeof waiting === 'string') {
    return { state: 'may-wait', ...both, why: waiting };
  }

  if (waiting.length === 0) {
    return (
      (await matchesNothing(needed, first.glob, rule)) ?? {
        state: 'live',
        rule,
        why: `nothing of ${rule.first} waits`,
      }
    );
  }

  const are = waiting.length === 1 ? 'is' : 'are';
  const why = `${second.name} changes ${named(changed)}, and ${named(waiting)} of ${needed.name} ${are} not live`;
  return { state: 'waits', ...both, why };
}

/** Of a glob that no change matches: whether it matches any file at all of what goes out. */
async function matchesNothing(
  { name, git, commit }: Part,
  glob: string,
  rule: OrderRule,
): Promise<RuleFound | undefined> {
  const all = await git.changedPaths(await emptyTree(git), commit, [glob]);
  return all === undefined
    ? { state: 'unknown', rule, why: `the files of ${name} cannot be read` }
    : all.length === 0
      ? {
          state: 'matches-nothing',
          rule,
          why: `no file of ${name} is like ${glob}: is the rule written as it is meant?`,
        }
      : undefined;
}

const emptyTree = async (git: Part['git']): Promise<string> =>
  (await git.run(['hash-object', '-t', 'tree', '--stdin'], { input: '' })).stdout.trim();

const named = (paths: readonly string[]): string =>
  paths.length === 1 ? (paths[0] ?? '') : `${paths[0] ?? ''} and ${plural(paths.length - 1, 'more file')}`;

/** @returns why it is not known */
async function changedIn({ name, git, live, commit }: Part, glob: string): Promise<readonly string[] | string> {
  switch (live.state) {
    case 'unknown':
      return `what runs of ${name} is unknown: ${live.why}`;
    case 'nothing':
      return (await git.changedPaths(await emptyTree(git), commit, [glob])) ?? `the files of ${name} cannot be read`;
    case 'runs':
      return (await git.changedPaths(live.commit, commit, [glob])) ?? `the changes of ${name} cannot be read`;
  }
}
