import type { Choices } from './choices.js';
import { hanging } from './hanging.js';
import type { Proposals } from './proposals.js';

export interface Done {
  readonly choices: Choices;
  readonly found: Proposals;
  /** As named on screen. */
  readonly written: readonly string[];
}

/** What to do next, and what is worth adding by hand. Ends with a line break. */
export function lastWords({ choices, found, written }: Done, columns: number): string {
  const next = [
    ['shipit lint', 'validates it'],
    ['shipit check', 'gathers all evidence, asks nothing, deploys nothing'],
    ['git add, git commit', `it belongs to the project: ${written.join(' ')}`],
    ['shipit --dry-run', 'the whole walk, without the deploy'],
  ] as const;
  return [
    '',
    ...hanging('Written: ', written.join(', '), columns),
    '',
    'Next:',
    ...next.flatMap(([command, what]) => hanging(`  ${command.padEnd(20)}  `, what, columns)),
    '',
    'Worth adding by hand:',
    ...byHand(choices, found).flatMap((line) => hanging('  - ', line, columns)),
    '',
  ].join('\n');
}

const byHand = ({ deploy, undo, tests, url, branch }: Choices, found: Proposals): readonly string[] => [
  ...(deploy === undefined ? ['the deploy command: until then every run stops at its first question'] : []),
  ...(deploy !== undefined && undo === undefined ? ['the way back (`undo`)'] : []),
  ...(tests === undefined ? ['the test command'] : []),
  ...(branch === undefined ? ['the branch that may be deployed'] : []),
  ...(url === undefined ? ['the address where the result can be seen'] : []),
  ...(found.ssh && found.hosts.length === 0
    ? ['the hosts behind the target (`hosts`), with `servers` and `patches`: what really runs there']
    : []),
  'holidays and freezes of your team (`calendar`)',
  'a question for each thing that went wrong at a deploy here',
  ...(found.packages.length > 1 ? ['a checklist in checklists/ for each part that is released apart'] : []),
];
