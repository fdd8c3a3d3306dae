import type { Choices } from './choices.js';
import { askItem } from './compose-checks.js';
import type { Kit } from './kit.js';
import { comment, example, scalar } from './yaml-text.js';

/** What has to be seen after the deploy. The watch asks by itself whether somebody has used it. */
export function composeAfter({ url }: Choices, { kinds, after }: Kit): readonly string[] {
  const asks = after.filter(({ kind }) => kind === 'ask');
  const isWatched = kinds.has('watch') && url !== undefined;
  return [
    ...comment('After the deploy: it is not over before somebody has seen it work.'),
    'after:',
    ...(isWatched ? watch(url.value) : kinds.has('watch') ? watchExample : []),
    ...asks.filter(({ id }) => !(isWatched && id === 'used')).flatMap(askItem),
  ];
}

const watch = (url: string): readonly string[] => [
  '  - watch:',
  '      for: 30m',
  '      probes:',
  '        home:',
  `          url: ${scalar(url)}`,
  '          expect: 200',
];

const watchExample: readonly string[] = [
  ...comment('With an address shipit watches it meanwhile, and asks about a roll-back when it fails:', '  '),
  example('- watch: {for: 30m, probes: {home: {url: "https://shop.example/", expect: 200}}}', '  '),
];
