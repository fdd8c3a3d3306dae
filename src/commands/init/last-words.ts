import type { Choices } from './choices.js';
import type { Proposals } from './proposals.js';

/** What to do next, and what is worth adding by hand. Ends with a line break. */
export const lastWords = (choices: Choices, found: Proposals, written: readonly string[]): string =>
  `
Written: ${written.join(', ')}

Next:
  read it               it is yours now
  shipit lint           validates it
  shipit check          gathers all evidence, asks nothing, deploys nothing
  git add ${written.join(' ')} && git commit
  shipit --dry-run      the whole walk, without the deploy

Worth adding by hand:
${byHand(choices, found)
  .map((line) => `  - ${line}`)
  .join('\n')}
`;

const byHand = ({ deploy, undo, tests, url, branch }: Choices, found: Proposals): readonly string[] => [
  ...(deploy === undefined ? ['the deploy command: until then every run stops at its first question'] : []),
  ...(deploy !== undefined && undo === undefined ? ['the way back (`undo`)'] : []),
  ...(tests === undefined ? ['the test command'] : []),
  ...(branch === undefined ? ['the branch that may be deployed'] : []),
  ...(url === undefined ? ['the address where the result can be seen'] : []),
  'holidays and freezes of your team (`calendar`)',
  'a question for each thing that went wrong at a deploy here',
  ...(found.packages.length > 1 ? ['a checklist in checklists/ for each part that is released apart'] : []),
];
