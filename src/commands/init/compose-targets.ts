import type { Choices } from './choices.js';
import type { Kit } from './kit.js';
import type { Proposals } from './proposals.js';
import { comment, example, scalar, source } from './yaml-text.js';

/**
 * Where it is deployed. A second target stands there only if the deploy command is told which one is meant: else
 * `--target staging` would deploy to production.
 */
export function composeTargets(choices: Choices, found: Proposals, kit: Kit): readonly string[] {
  const isPerTarget = choices.deploy?.value.perTarget ?? false;
  const names = isPerTarget && found.targets.length > 0 ? found.targets.map(({ value }) => value) : ['production'];
  const [first = 'production', ...more] = names;
  const others = found.targets.map(({ value }) => value).filter((name) => !names.includes(name));
  return [
    ...comment(
      `Where it is deployed; the first one unless --target names another.${isPerTarget ? ' The deploy command gets the name as $SHIPIT_TARGET.' : ''}`,
    ),
    'targets:',
    `  ${first}:`,
    ...url(choices, kit),
    ...hosts(found, kit),
    ...more.map((name) => `  ${name}:`),
    ...(isPerTarget && more.length === 0 ? [example('staging:', '  ')] : []),
    ...(others.length > 0
      ? comment(
          `(Also seen: ${others.join(', ')}. The deploy command below says nothing about targets: have it look at $SHIPIT_TARGET before you add one.)`,
          '  ',
        )
      : []),
  ];
}

/** A key that nothing reads would look like a safeguard. */
const notRead = ' (Nothing in this version reads it: for a later one.)';

function url({ url: chosen }: Choices, { kinds }: Kit): readonly string[] {
  if (chosen === undefined) {
    return [example('url: https://shop.example/    # where the result can be seen', '    ')];
  }
  const line = `url: ${scalar(chosen.value)}`;
  return [
    ...comment(`Where the result can be seen; ${source(chosen)}.${kinds.has('watch') ? '' : notRead}`, '    '),
    kinds.has('watch') ? `    ${line}` : example(line, '    '),
  ];
}

function hosts(found: Proposals, { kinds }: Kit): readonly string[] {
  const isRead = kinds.has('servers') || kinds.has('patches');
  if (found.hosts.length === 0) {
    return found.ssh && isRead ? hostsByHand : [];
  }

  const lines = ['hosts:', ...found.hosts.map(({ value }) => `  - ${scalar(value)}`)];
  const places = [...new Set(found.hosts.map(({ where, why }) => `${where} (${why})`))].slice(0, 3);
  return [
    ...comment(`The servers behind it; found in ${places.join(', ')}.${isRead ? '' : notRead}`, '    '),
    ...lines.map((line) => (isRead ? `    ${line}` : example(line, '    '))),
    ...(isRead ? tree(found) : []),
  ];
}

const examplePath = 'path: /srv/shop/current    # the deployed tree on the hosts';
const exampleRevision = 'revision: {file: REVISION}    # below path: the commit that runs there';

const hostsByHand: readonly string[] = [
  ...comment(
    'The servers behind it were not found. Write them down, and the evidence holds what really runs there (`servers` and `patches` below ask them, over your own ssh):',
    '    ',
  ),
  example('hosts: [deploy@web1, deploy@web2]', '    '),
  example(examplePath, '    '),
  example(exampleRevision, '    '),
];

function tree({ path, revision }: Proposals): readonly string[] {
  const found = [path, revision].flatMap((clue) => (clue === undefined ? [] : [`${clue.where} (${clue.why})`]));
  return [
    ...(found.length === 0 ? [] : comment(`The deployed tree on them; found in ${found.join(', ')}.`, '    ')),
    path === undefined ? example(examplePath, '    ') : `    path: ${scalar(path.value)}`,
    revision === undefined ? example(exampleRevision, '    ') : `    revision: {file: ${scalar(revision.value)}}`,
  ];
}
