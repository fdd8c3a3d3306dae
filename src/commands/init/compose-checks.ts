import type { Item } from '../../checklist/model.js';
import type { Choices } from './choices.js';
import { composeRelease } from './compose-release.js';
import type { Kit } from './kit.js';
import type { Proposals } from './proposals.js';
import { comment, example, scalar, source } from './yaml-text.js';

/** The questions before the deploy. */
export const composeChecks = (choices: Choices, found: Proposals, kit: Kit): readonly string[] => [
  ...comment('Asked before the deploy, in this order. A no-go stops it, unless somebody overrides it and says why.'),
  'checks:',
  ...(choices.deploy === undefined ? noDeployYet : []),
  ...(kit.kinds.has('window') ? [...comment('Is now a good moment? (the calendar above)', '  '), '  - window'] : []),
  ...(kit.kinds.has('absence')
    ? [
        ...comment('Is it your first day back after time off? (`shipit vacation add …` keeps yours, privately)', '  '),
        '  - absence',
      ]
    : []),
  ...release(choices),
  ...tests(choices, found),
  ...servers(found, kit),
  ...composeRelease(found, kit),
  ...comment('What no machine can know. Put in what went wrong here before, one fact a question.', '  '),
  ...kit.before.filter(({ kind }) => kind === 'ask').flatMap(askItem),
];

/** Red until somebody has written the command; nobody can answer or override it away. */
const noDeployYet: readonly string[] = [
  ...comment('No deploy command was found. Write it below under `deploy:`, then delete this item.', '  '),
  `  - run: ${scalar("echo 'no deploy command yet: write it under deploy: in shipit.yml, then delete this item'; exit 1")}`,
  '    id: deploy-command',
  '    question: Is the deploy command written down?',
  '    override: no',
];

function release({ branch }: Choices): readonly string[] {
  const why = 'Is this exactly what you mean to ship? Commits, branch, what is live now.';
  return branch === undefined
    ? [
        ...comment(why, '  '),
        '  - release',
        example('- release: {branch: main}    # which branch may be deployed', '  '),
      ]
    : [
        ...comment(`${why} The branch: ${source(branch)}.`, '  '),
        '  - release:',
        `      branch: ${scalar(branch.value)}`,
      ];
}

function tests({ tests: chosen }: Choices, { ci, tests: seen }: Proposals): readonly string[] {
  const forge = ci === undefined ? undefined : forges[ci.value];
  const byCi =
    ci === undefined
      ? []
      : [
          ...comment(
            `${ci.value} (${ci.where}) runs them already? ${forge === undefined ? 'A command of yours may ask it instead' : `Your own ${forge === 'github' ? 'gh' : 'glab'} asks it for exactly this commit`}:`,
            '  ',
          ),
          forge === undefined
            ? example('- tests: {ci: {command: ops/ci-says "$SHIPIT_COMMIT"}}', '  ')
            : example(`- tests: {ci: ${forge}}`, '  '),
        ];
  if (chosen !== undefined) {
    return [
      ...comment(`Are they green for exactly this commit? The command: ${source(chosen)}.`, '  '),
      '  - tests:',
      `      run: ${scalar(chosen.value)}`,
      ...byCi,
    ];
  }

  if (ci !== undefined && forge !== undefined) {
    return [
      ...comment(
        `Are they green for exactly this commit? ${ci.value} (${ci.where}) is asked by your own ${forge === 'github' ? 'gh' : 'glab'}. \`required: [names]\` says which jobs have to have run.`,
        '  ',
      ),
      '  - tests:',
      `      ci: ${forge}`,
    ];
  }

  return [
    ...comment('No test command was found. With one, shipit runs it on exactly this commit:', '  '),
    example(`- tests: {run: ${seen[0] === undefined ? 'make test' : scalar(seen[0].value)}}`, '  '),
    ...byCi,
  ];
}

/** Whose jobs shipit asks for itself. */
const forges: Readonly<Record<string, 'github' | 'gitlab'>> = { 'GitHub Actions': 'github', 'GitLab CI': 'gitlab' };

function servers(found: Proposals, { kinds }: Kit): readonly string[] {
  const known = found.hosts.length > 0;
  const item = (name: string, isLive: boolean, words: string): readonly string[] =>
    kinds.has(name) && found.ssh ? [...comment(words, '  '), isLive ? `  - ${name}` : example(`- ${name}`, '  ')] : [];
  const later = known ? '' : ' (Once `hosts` of the target are written down.)';
  return [
    ...item(
      'servers',
      known,
      `Are the servers what they were at the last healthy deploy? Asked over your own ssh; it only reads. \`runtimes\` and \`units\` of the target say where to look closer.${later}`,
    ),
    ...item(
      'patches',
      known && (found.register || found.path !== undefined),
      `Will this deploy overwrite a change made directly on a server? \`shipit patch\` keeps a register of them in ops/patches.yml.${known ? '' : later}`,
    ),
  ];
}

/** A question of the bundled checklist, written out. */
export const askItem = ({ id, options, go, level, why }: Item): readonly string[] => [
  `  - ask: ${scalar(String(options))}`,
  `    id: ${id}`,
  ...(go === 'no' ? ['    go: no'] : []),
  ...(level === 'block' ? [] : [`    level: ${level}`]),
  ...(why === undefined ? [] : [`    why: ${scalar(why)}`]),
];
