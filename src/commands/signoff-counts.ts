import { signoffsFolder } from '../checks/signoff/record.js';
import type { SignoffFacts } from './signoff-facts.js';

/** Why a go that is given now counts for nothing yet, and what to do; undefined where nothing is in its way. */
export function whyNotCounted(
  { isOther, isUnknown }: Pick<SignoffFacts, 'isOther' | 'isUnknown'>,
  { env, commit }: { readonly env: string; readonly commit: string },
): string | undefined {
  if (isOther) {
    return `So go is not offered: nobody can have tried ${commit} there.`;
  }

  return isUnknown
    ? `A go now would not count: whoever deploys is told that nobody knew what ${env} ran. Have that put right, and start again.`
    : undefined;
}

/** The same once it was given all the same. */
export const notCountedYet = (env: string): string =>
  `This go counts for nothing yet: nobody knew what ${env} ran. Once it can be asked, sign off again.`;

/** How what was written reaches whoever deploys. @param them `it`, or `both` of record and signature */
export const wayToOperator = (them: 'it' | 'both'): string =>
  [
    `Commit and push ${them}, or hand ${them} to whoever deploys, who needs ${them} in ${signoffsFolder}.`,
    'A commit of nothing but sign-offs counts as the same release.',
  ].join('\n');
