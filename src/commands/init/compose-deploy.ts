import type { Choices } from './choices.js';
import type { Proposals } from './proposals.js';
import { comment, example, scalar, source } from './yaml-text.js';

/** The deploy, or a stand-in that fails and says why. */
export function composeDeploy(choices: Choices, { deploy: seen }: Proposals): readonly string[] {
  const { deploy, undo } = choices;
  const others = seen.filter(({ value }) => value.run !== deploy?.value.run).slice(0, 5);
  const also = others.map(({ value, where, why }) => example(`  ${value.run}    (${where}: ${why})`));
  const found = others.length === 0 ? [] : [...comment('Also found, and not taken:'), ...also];
  if (deploy === undefined) {
    return [
      ...comment(
        'Runs on GO. No command was found, so this one only fails: write yours, then delete the first item of `checks`.',
      ),
      ...found,
      'deploy:',
      `  run: ${scalar("echo 'write the deploy command into shipit.yml' >&2; exit 64")}`,
      ...comment('The way back: the command that puts back $SHIPIT_PREVIOUS; `none` says that there is none.', '  '),
      '  undo: none',
      example('timeout: 30m', '  '),
    ];
  }
  return [
    ...comment(`Runs on GO, after you have typed the target and the commit; ${source(deploy)}.`),
    ...comment('In its environment: SHIPIT_COMMIT, SHIPIT_PREVIOUS (what is live now), SHIPIT_TARGET.'),
    ...found,
    'deploy:',
    `  run: ${scalar(deploy.value.run)}`,
    ...(undo === undefined
      ? [
          ...comment(
            `The way back. ${deploy.value.noUndo ?? 'None was found.'} Until a command stands here that puts back $SHIPIT_PREVIOUS, every run is warned that there is none.`,
            '  ',
          ),
          '  undo: none',
        ]
      : [
          ...comment(`The way back; ${source(undo)}. Try it before you need it.${oneBack(undo.value)}`, '  '),
          `  undo: ${scalar(undo.value)}`,
        ]),
    example('timeout: 30m    # after this it is stopped', '  '),
    example('tty: true       # it asks for passwords or answers', '  '),
  ];
}

/** Most tools go to the release before, whatever that is: after half a deploy it may be one too far. */
const oneBack = (undo: string): string =>
  undo.includes('SHIPIT_PREVIOUS')
    ? ''
    : ' It does not name $SHIPIT_PREVIOUS: after a deploy that failed half-way, look first what is live.';
