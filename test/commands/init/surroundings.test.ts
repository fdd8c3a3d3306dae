import { expect, test } from 'vitest';
import { groundOf } from '../../../src/commands/init/ground.js';
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
    'a Capistrano server with a user of its own',
    { 'config/deploy/production.rb': "server 'web1.shop.test', user: 'deploy', roles: %w[app web]\n" },
    ['deploy@web1.shop.test · config/deploy/production.rb:1'],
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
  [
    'a loop of a script, and the machine only once',
    {
      'deploy.sh':
        '#!/bin/sh\nfor h in web1 web2; do\n  git archive HEAD | ssh "$h" "tar -x"\ndone\nssh deploy@web1 x\n',
    },
    ['web1 · deploy.sh:2', 'web2 · deploy.sh:2'],
  ],
  [
    'a variable that a loop goes over',
    { 'bin/deploy': 'HOSTS="web1 web2"\nfor h in $HOSTS; do rsync -az ./ deploy@$h:/srv/shop/; done\n' },
    ['deploy@web1 · bin/deploy:1', 'deploy@web2 · bin/deploy:1'],
  ],
  [
    'an alias of ssh',
    { 'deploy.sh': "ssh -t -p 22 shop-live 'cd /srv/shop && git pull'\n" },
    ['shop-live · deploy.sh:1'],
  ],
  [
    'ssh in a Makefile and in package.json',
    {
      Makefile: 'deploy:\n\t@ssh web1 uptime\n\tscp x.tar web2:/srv/\n',
      'package.json': '{"scripts": {"deploy": "rsync -az dist/ deploy@web3:/srv/shop/"}}',
    },
    ['web1 · Makefile:2', 'web2 · Makefile:3', 'deploy@web3 · package.json:1'],
  ],
  ['Fabric 2', { 'fabfile.py': 'with Connection("deploy@web1") as c:\n' }, ['deploy@web1 · fabfile.py:1']],
  [
    'Ansible without a domain',
    { 'inventory/hosts': '[web]\nweb1\nweb2 ansible_host=10.0.0.1\n' },
    ['web1 · inventory/hosts:2'],
  ],
  [
    'the register of patches',
    {
      'ops/patches.yml':
        '- {id: MP-1, title: x, hosts: [web1, web2], at: 2026-11-18, by: ada, files: [a.py], state: applied}\n',
    },
    ['web1 · ops/patches.yml:1', 'web2 · ops/patches.yml:1'],
  ],
  ['prose about ssh', { 'deploy.sh': 'echo "cannot ssh to web1"\necho "note: see web1"\n' }, []],
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

test.each<readonly [string, Files, string | undefined, string | undefined]>([
  [
    'a script that writes REVISION',
    { 'deploy.sh': `ssh web1 "cat > ~/shop/REVISION"\nssh web1 'cd ~/other && true'\n` },
    '~/shop · deploy.sh:1',
    'REVISION · deploy.sh:1',
  ],
  [
    'a script that goes there',
    { 'deploy.sh': "ssh web1 'cd /srv/shop && git pull'\n" },
    '/srv/shop · deploy.sh:1',
    undefined,
  ],
  ['rsync', { 'deploy.sh': 'rsync -az ./ web1:/srv/shop/\n' }, '/srv/shop · deploy.sh:1', undefined],
  [
    'Capistrano',
    { Capfile: '', 'config/deploy.rb': "set :deploy_to, '/srv/shop'\nserver 'deploy@web1'\n" },
    '/srv/shop/current · config/deploy.rb:1',
    'REVISION · Capfile',
  ],
  ['a directory of the system', { 'deploy.sh': 'rsync -az nginx/ web1:/etc/nginx/\n' }, undefined, undefined],
  ['one release of many', { 'deploy.sh': 'rsync -az ./ web1:/srv/releases/7\n' }, undefined, undefined],
])('where it lies on the hosts: %s', (_what, files, path, revision) => {
  const found = groundOf(seen(files));
  expect([found.path && told(found.path), found.revision && told(found.revision)]).toEqual([path, revision]);
});

test.each<readonly [Files, boolean]>([
  [{ 'deploy.sh': 'ssh "$1" uptime\n' }, true],
  [{ '.shipit/acks.yml': '- key: servers:drift:openssl\n' }, true],
  [{ Capfile: '' }, true],
  [{ 'deploy.sh': 'git push heroku main\n', '.shipit/acks.yml': '- key: tests:green\n' }, false],
])('ssh is noticed where no host can be read: %j %s', (files, expected) => {
  expect(groundOf(seen(files))).toMatchObject({ hosts: [], ssh: expected });
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
