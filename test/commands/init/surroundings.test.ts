import { expect, test } from 'vitest';
import { hosts } from '../../../src/commands/init/hosts.js';
import { ci, framework, packages } from '../../../src/commands/init/setting.js';
import { targetNames } from '../../../src/commands/init/targets.js';
import { urls } from '../../../src/commands/init/urls.js';
import { seen, told } from './seen.js';

type Files = Readonly<Record<string, string>>;

test.each<readonly [string, Files, readonly string[]]>([
  [
    'Capistrano',
    { 'config/deploy/production.rb': '# x\nserver "deploy@web1.shop.net", roles: %w{app}\n' },
    ['deploy@web1.shop.net · config/deploy/production.rb:2'],
  ],
  [
    'a Capistrano role',
    { 'config/deploy.rb': 'role :app, %w{deploy@web1 deploy@web2}\n' },
    ['deploy@web1 · config/deploy.rb:1', 'deploy@web2 · config/deploy.rb:1'],
  ],
  [
    'Kamal',
    { 'config/deploy.yml': 'servers:\n  web:\n    - 192.168.0.1\n    - web2.shop.net\n' },
    ['192.168.0.1 · config/deploy.yml:3', 'web2.shop.net · config/deploy.yml:4'],
  ],
  [
    'Ansible',
    { 'inventory/production': '[web]\nweb1.shop.net ansible_user=x\n' },
    ['web1.shop.net · inventory/production:2'],
  ],
  [
    'ssh in a script',
    { 'bin/deploy': '#!/bin/sh\nssh -p 22 deploy@web1.shop.net uptime\n' },
    ['deploy@web1.shop.net · bin/deploy:2'],
  ],
  [
    'rsync in a script',
    { 'deploy.sh': 'rsync -az --delete ./ deploy@web1.shop.net:/srv/\n' },
    ['deploy@web1.shop.net · deploy.sh:1'],
  ],
  ['Deployer', { 'deploy.php': "host('shop.net')\n" }, ['shop.net · deploy.php:1']],
  [
    'Fabric',
    { 'fabfile.py': 'env.hosts = [\'deploy@web1.shop.net\', "web2.shop.net"]\n' },
    ['deploy@web1.shop.net · fabfile.py:1', 'web2.shop.net · fabfile.py:1'],
  ],
  ['a placeholder', { 'config/deploy.rb': 'server "server.example.com"\nserver ENV["X"]\nserver "localhost"\n' }, []],
  ['an option in place of a host', { 'deploy.php': "host('-oProxyCommand=x')\n" }, []],
  ['a variable', { 'deploy.sh': 'ssh $USER@$HOST uptime\n# ssh old@web9.shop.net\n' }, []],
])('hosts: %s', (_what, files, expected) => {
  expect(hosts(seen(files)).map(told)).toEqual(expected);
});

test.each<readonly [string, Files, string | undefined]>([
  ['CNAME', { CNAME: 'shop.net\n' }, 'https://shop.net/ · CNAME:1'],
  ['Fly', { 'fly.toml': 'app = "shop-web"\n' }, 'https://shop-web.fly.dev/ · fly.toml:1'],
  [
    'Kamal',
    { 'config/deploy.yml': 'proxy:\n  ssl: true\n  host: shop.net\n' },
    'https://shop.net/ · config/deploy.yml:3',
  ],
  ['homepage', { 'package.json': '{"homepage": "https://shop.net"}' }, 'https://shop.net · package.json:1'],
  ['a homepage that is the source', { 'package.json': '{"homepage": "https://github.com/a/b#readme"}' }, undefined],
  ['plain http', { 'package.json': '{"homepage": "http://shop.net"}' }, undefined],
  ['a password in it', { 'package.json': '{"homepage": "https://a:b@shop.net"}' }, undefined],
  ['a blank in it', { 'package.json': '{"homepage": "https://shop.net/\\n- evil"}' }, undefined],
])('url: %s', (_what, files, expected) => {
  expect(urls(seen(files)).map(told)[0]).toBe(expected);
});

test.each<readonly [Files, string | undefined]>([
  [{ 'manage.py': '' }, 'Django'],
  [{ 'bin/rails': '', Gemfile: '' }, 'Rails'],
  [{ artisan: '', 'composer.json': '{}' }, 'Laravel'],
  [{ 'mix.exs': '{:phoenix, "~> 1.7"}' }, 'Phoenix'],
  [{ 'mix.exs': '' }, 'Elixir'],
  [{ 'package.json': '{"dependencies": {"next": "15"}}' }, 'Node with next'],
  [{ 'package.json': '{}' }, 'Node'],
  [{ 'go.mod': '' }, 'Go'],
  [{ 'pom.xml': '' }, 'Java'],
  [{ 'README.md': '' }, undefined],
])('%j is built with %s', (files, expected) => {
  expect(framework(seen(files))?.value).toBe(expected);
});

test('CI is told by its file', () => {
  expect(ci(seen({ '.github/workflows/test.yml': '' }))?.value).toBe('GitHub Actions');
  expect(ci(seen({ '.gitlab-ci.yml': '' }))?.where).toBe('.gitlab-ci.yml');
  expect(ci(seen({ '.github/CODEOWNERS': '' }))).toBeUndefined();
});

test('packages of a monorepo are its directories with a manifest', () => {
  const files = {
    'apps/web/package.json': '',
    'packages/ui/package.json': '',
    'services/api/go.mod': '',
    'docs/package.json': '',
  };
  expect(packages(seen(files))).toEqual(['apps/web', 'packages/ui', 'services/api']);
});

test('targets are stages, destinations and inventories, production first', () => {
  const files = { 'config/deploy/demo.rb': '', 'config/deploy/production.rb': '', 'inventories/staging/hosts': '' };
  expect(targetNames(seen(files)).map(({ value }) => value)).toEqual(['production', 'demo', 'staging']);
});
