import { expect, test } from 'vitest';
import { kinds } from '../../../src/checks/index.js';
import { servers } from '../../../src/checks/servers/kind.js';
import { around, load, mistakesOf, project } from '../../checklist/project.js';
import { optionsOf } from '../gathering.js';

const mistakesIn = (option: string) =>
  mistakesOf(load(project({ 'shipit.yml': around(`checks:\n  - servers:\n      ${option}\n`) }), 'shipit.yml', kinds));

test.each([
  ['a pattern with a blank', 'critical: ["lib ssl"]'],
  ['a baseline that is an option', 'baseline: -oProxyCommand=x'],
  ['a baseline of two words', 'baseline: "web1 web2"'],
  ['an image that is an option', 'images: {to: --privileged}'],
  ['an image by ssh of no host', 'images: {to: "ssh:-oProxyCommand=x"}'],
  ['a snapshot without a file', 'images: {to: "snapshot:"}'],
  ['images without a new one', 'images: {from: shop:live}'],
  ['a probe with two forms', 'probes: {a: {command: x, all: python-stdlib}}'],
  ['a probe with neither', 'probes: {a: {host: each}}'],
  ['a probe on this machine', 'probes: {a: {command: x, host: local}}'],
  ['a probe of a page', 'probes: {a: {url: "https://shop.test/"}}'],
  ['interpreters of a command', 'probes: {a: {command: x, of: python3}}'],
  ['a host that is an option', 'hosts: ["-oProxyCommand=x"]'],
  ['no hosts', 'hosts: []'],
  ['a part that nobody collects', 'collect: [passwords]'],
  ['nothing collected', 'collect: []'],
  ['more at once than ssh takes', 'parallel: 7'],
  ['a facet that is none', 'facets: {restarts: off}'],
])('%s is refused where it stands', async (_name, option) => {
  const mistakes = await mistakesIn(option);
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toMatch(/^5:\d+ \S.{10,}/);
});

test('its sentences say what would be right', async () => {
  expect(await mistakesIn('probes: {a: {command: x, host: local}}')).toEqual([
    expect.stringContaining('runs on hosts, not here: use each, first or a host; `run` is for this machine'),
  ]);
  expect(await mistakesIn('baseline: "web1 web2"')).toEqual([
    expect.stringContaining('write healthy, web1 or ops/web1.json'),
  ]);
});

test('without options it looks at everything', () => {
  expect(optionsOf(servers, {})).toMatchObject({ baseline: 'healthy', settled: 86_400_000, parallel: 6, probes: {} });
});

test('its commands are told to whoever wants to know what runs', () => {
  const options = optionsOf(servers, {
    hosts: { command: 'ops/hosts' },
    probes: { a: 'one', b: ['two', 'words'], c: { all: 'python-dists' } },
  });
  expect(servers.commands?.(options)).toEqual(['ops/hosts', 'one', ['two', 'words']]);
});
