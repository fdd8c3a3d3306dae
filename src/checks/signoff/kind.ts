import type { Command } from '../../checklist/model.js';
import { short } from '../../run/release.js';
import { showDuration } from '../../text/duration.js';
import { truncate } from '../../text/width.js';
import type { Kind, QuestionFacts } from '../kind.js';
import { gatherSignoff } from './gather.js';
import { type SignoffOptions, signoffOptions } from './options.js';
import { roleName } from './words.js';

/** Whether somebody tried exactly this commit where it can be tried, and said go (checks.md section 5.4). */
export const signoff: Kind<SignoffOptions> = {
  name: 'signoff',
  options: signoffOptions,
  question: headline,
  go: 'yes',
  why: 'The product manager had confirmed it on staging, and what went out was a commit that nobody had tried.',
  facets: {
    given: {
      level: 'block',
      question: headline,
      go: 'yes',
    },
    same_commit: { level: 'block', question: () => 'Was it this commit that was confirmed?', go: 'yes' },
    staging: {
      level: 'block',
      question: (_facts, { env }) => `Does ${env} run this commit now?`,
      go: 'yes',
      why: 'Whoever tries it there tries what runs there, whatever they were told.',
    },
    fresh: {
      level: 'block',
      question: (_facts, { max_age }) => `Is the confirmation younger than ${showDuration(max_age)}?`,
      go: 'yes',
      why: 'What was tried days ago was tried beside other data and other services.',
    },
    signed: {
      level: 'off',
      question: () => 'Is the confirmation signed?',
      go: 'yes',
      why: 'A file that says somebody confirmed it can be written by anybody.',
    },
    self: {
      level: 'warn',
      question: () => 'Is it somebody other than the author?',
      go: 'yes',
      why: 'Nobody finds their own mistakes as well as somebody else does.',
    },
  },
  alwaysAsks: false,
  override: 'reason',
  ttlMs: 15 * 60_000,
  timeoutMs: 60_000,
  boundToCommit: true,
  alwaysLookAgain: true,
  needsPrevious: 'meanwhile',
  gather: gatherSignoff,
  commands: ({ revision = [] }) =>
    revision.flatMap((one): readonly Command[] => ('command' in one ? [one.command] : [])),
};

/** Names of roles and places may have 40 characters, a question has 90. */
function headline({ release }: QuestionFacts, { role, env }: SignoffOptions): string {
  return `Has the ${truncate(roleName(role), 25)} confirmed ${short(release.commit)} on ${truncate(env, 25)}?`;
}
