import type { Kit } from './kit.js';
import type { Proposals } from './proposals.js';
import { comment, example } from './yaml-text.js';

/** Questions about what is in the release: live where the project has it, else an example. */
export const composeRelease = (found: Proposals, kit: Kit): readonly string[] => [
  ...signoff(found),
  ...item(
    'migrations',
    found.migrations?.where,
    'Has every migration in this release run on a copy of production? `rehearse:` names a command that does it.',
    kit,
  ),
  ...item('pins', found.pins?.where, 'Would a fresh server install the versions that run now?', kit),
  ...others(found, kit),
];

/** Who confirms is nothing a machine can see; without somebody it could only ever say that nobody did. */
const signoff = ({ targets }: Proposals): readonly string[] => [
  ...comment(
    `Has the product manager confirmed this commit on staging? They run \`shipit signoff\`; name them in \`people\` with the role pm${targets.some(({ value }) => value === 'staging') ? '' : ', and say what staging runs'}.`,
    '  ',
  ),
  example(
    '- signoff: {role: pm, env: staging, revision: {url: "https://staging.example/version", json: commit}}',
    '  ',
  ),
];

function item(name: string, where: string | undefined, words: string, { kinds }: Kit): readonly string[] {
  return !kinds.has(name) || where === undefined
    ? []
    : [...comment(`${words} (${where} is there.)`, '  '), `  - ${name}`];
}

/** What the bundled checklist for such projects asks beside that, as it stands there. */
function others({ bundled }: Proposals, { more }: Kit): readonly string[] {
  const lines = more[bundled.value] ?? [];
  return lines.length === 0
    ? []
    : [
        ...comment(`\`shipit:${bundled.value}\` asks these, too; take what fits, with values of your own:`, '  '),
        ...lines.map((line) => example(line, '  ')),
      ];
}
