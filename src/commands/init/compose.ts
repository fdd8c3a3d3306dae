import type { Choices } from './choices.js';
import { composeAfter } from './compose-after.js';
import { composeChecks } from './compose-checks.js';
import { composeDeploy } from './compose-deploy.js';
import { composeTargets } from './compose-targets.js';
import type { Kit } from './kit.js';
import type { Proposals } from './proposals.js';
import { comment, example, scalar, source } from './yaml-text.js';

/** The text of a first `shipit.yml`. Pure; whatever came from outside is a quoted scalar, or stands in a comment. */
export const compose = (choices: Choices, found: Proposals, kit: Kit): string =>
  `${[
    head(choices, found, kit),
    [
      'shipit: 1',
      '',
      ...comment(`Its name in the audit log; ${source(choices.app)}.`),
      `app: ${scalar(choices.app.value)}`,
    ],
    calendar(choices),
    composeTargets(choices, found, kit),
    composeChecks(choices, found, kit),
    composeDeploy(choices, found),
    composeAfter(choices, kit),
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;

function head({ app }: Choices, { framework, packages, bundled }: Proposals, { schema }: Kit): readonly string[] {
  const what = framework === undefined ? '' : ` (${framework.value}, by ${framework.where})`;
  return [
    `# yaml-language-server: $schema=${schema}`,
    ...comment(`(That line is for editors. After an upgrade: shipit schema > ${schema})`),
    '#',
    ...comment(
      `What is asked before ${app.value}${what} is deployed. Written by \`shipit init\`, yours from now on: \`shipit lint\` looks at it, \`shipit check\` gathers all evidence and deploys nothing.`,
    ),
    ...comment(
      'All questions stand here in full, so that an upgrade of shipit never changes what is asked; what is not written has its default.',
    ),
    ...comment(
      `(What projects like this one are asked, by ${bundled.where === '' ? 'default' : bundled.where}: \`shipit:${bundled.value}\`. A short file that builds on it: \`extends: shipit:${bundled.value}\`.)`,
    ),
    ...(packages.length > 1
      ? comment(
          `Several packages live here (${packages.slice(0, 6).join(', ')}${packages.length > 6 ? ', …' : ''}). What is released apart may have a checklist of its own: checklists/NAME.yml, run by \`shipit NAME\`.`,
        )
      : []),
  ];
}

const calendar = ({ tz }: Choices): readonly string[] => [
  ...comment('When your team works: deploys outside of it, before days off and in freezes are questioned.'),
  'calendar:',
  `  tz: ${scalar(tz)}`,
  '  work_days: mon-fri',
  '  hours: 09:00-17:00',
  example('holidays: [2026-12-25, ics:ops/holidays.ics]', '  '),
  example('freezes:', '  '),
  example('  - {when: yearly 12-18..01-03, name: year end}', '  '),
];
