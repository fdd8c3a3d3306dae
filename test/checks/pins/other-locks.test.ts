import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { cargoReader } from '../../../src/checks/pins/cargo-reader.js';
import { cargoAllows } from '../../../src/checks/pins/cargo-requirement.js';
import { composerHash } from '../../../src/checks/pins/composer-hash.js';
import { composerReader } from '../../../src/checks/pins/composer-reader.js';
import { goReader } from '../../../src/checks/pins/go-reader.js';
import { readJson } from '../../../src/checks/pins/lock-json.js';
import { readGemfile } from '../../../src/checks/pins/ruby-gemfile.js';
import { rubyReader } from '../../../src/checks/pins/ruby-reader.js';
import { cpuMs } from './cpu-time.js';
import { readBy, texts, told } from './files-of.js';

const gemfile = `source "https://rubygems.org"
ruby "3.2.2" # the one of the servers
gem "rails", "~> 7.0.4", ">= 7.0.4.3"
gem 'pg', '1.5.3', require: false
gem("puma")
group :development, :test do
  gem "rspec-rails", "~> 6.0",
      require: false
end
gem "own", path: "engines/own"
gem "forked", github: "shop/forked", ref: "${'ab'.repeat(20)}"
gem "array", ["~> 1.0", "< 1.4"] if ENV["X"]
`;
const gemfileLock = `GIT
  remote: https://github.com/shop/forked.git
  revision: ${'ab'.repeat(20)}
  specs:
    forked (0.3.0)

PATH
  remote: engines/own
  specs:
    own (0.1.0)

GEM
  remote: https://rubygems.org/
  specs:
    array (1.3.0)
    pg (1.5.3)
    puma (6.4.0)
      nio4r (~> 2.0)
    nio4r (2.7.0)
    nokogiri (1.15.4-x86_64-linux)
    rails (7.0.8.1)
    rspec-rails (6.0.1)

PLATFORMS
  x86_64-linux

DEPENDENCIES
  array (< 1.4, ~> 1.0)
  forked!
  own!
  pg (= 1.5.3)
  puma
  rails (>= 7.0.4.3, ~> 7.0.4)
  rspec-rails (~> 6.0)

RUBY VERSION
   ruby 3.2.2p53

BUNDLED WITH
   2.4.1
`;

test('ruby: a Gemfile and its lock agree, in all the ways gems are written', () => {
  const [part] = readBy(rubyReader, { Gemfile: gemfile, 'Gemfile.lock': gemfileLock });
  expect(part?.findings).toEqual([]);
  expect(part?.locked?.get('nokogiri')).toBe('1.15.4');
  expect(part?.wantedBy?.get('nio4r')).toBe('puma wants ~> 2.0');
  expect(readGemfile(gemfile).gems.map(({ name, line }) => `${name} ${line}`)).toContain('rspec-rails 7');
});

test('ruby: edited without the lock, forgotten in it, and left over', () => {
  const edited = gemfile.replace('1.5.3', '1.5.4').replace('gem("puma")', 'gem "falcon"');
  expect(texts(readBy(rubyReader, { Gemfile: edited, 'Gemfile.lock': gemfileLock }))).toEqual([
    'Gemfile wants pg 1.5.4, and Gemfile.lock was made for = 1.5.3',
    'Gemfile wants falcon, and Gemfile.lock does not know it',
    'Gemfile.lock was made for puma, which Gemfile does not name any more',
  ]);
});

test.each([
  [
    'a version outside of the range',
    gemfileLock.replace('rails (7.0.8.1)', 'rails (6.0.0)'),
    ['Gemfile.lock holds rails 6.0.0, and Gemfile wants >= 7.0.4.3, ~> 7.0.4'],
  ],
  [
    'nothing of what a gem needs',
    gemfileLock.replace('    nio4r (2.7.0)\n', ''),
    ['Gemfile.lock holds no nio4r, which puma wants (~> 2.0)'],
  ],
  [
    'another version than a gem needs',
    gemfileLock.replace('nio4r (2.7.0)', 'nio4r (3.0.0-java)'),
    ['Gemfile.lock holds nio4r 3.0.0, and puma wants ~> 2.0'],
  ],
  [
    'nothing of what it was made for',
    gemfileLock.replace('    pg (1.5.3)\n', ''),
    ['Gemfile.lock holds no pg, which Gemfile wants (= 1.5.3)'],
  ],
  [
    'what a version needs in one of two platforms',
    gemfileLock.replace('nio4r (2.7.0)', 'nio4r (3.0)\n    nio4r (2.1-java)'),
    [],
  ],
])('I1 ruby: a lock that holds %s', (_name, lock, said) => {
  expect(texts(readBy(rubyReader, { Gemfile: gemfile, 'Gemfile.lock': lock }))).toEqual(said);
});

test('ruby: a gem for other platforms need not be in the lock', () => {
  const text = `gem "tzinfo-data", platforms: %i[windows jruby]
platforms :jruby do
  gem "jdbc"
end
install_if -> { true } do
  gem "wdm"
end
gem "puma"
`;
  const lock = 'DEPENDENCIES\n  jdbc\n  puma\n  tzinfo-data\n  wdm\n';
  expect(texts(readBy(rubyReader, { Gemfile: text, 'Gemfile.lock': lock }))).toEqual([
    'Gemfile.lock holds no puma, which Gemfile wants (any)',
  ]);
});

test('ruby: without a lock ranges are findings, and what only ruby can tell is unknown', () => {
  const text = 'gem "a", "1.0"\ngem "b", "~> 1.0"\n%w[x y].each { |name| gem name }\ngem "c-#{rails}"\n';
  expect(told(readBy(rubyReader, { Gemfile: text }))).toEqual([
    'ranges unknown ruby:Gemfile',
    'ranges unknown ruby:Gemfile',
    'ranges no-go ruby:b',
    'transitive no-go ruby:no-lock',
  ]);
  const conflict = gemfileLock.replace('GEM\n', '<<<<<<< HEAD\nGEM\n');
  expect(texts(readBy(rubyReader, { Gemfile: gemfile, 'Gemfile.lock': conflict }))[0]).toBe(
    'Gemfile.lock:12 is not as bundler writes it',
  );
});

/** What PHP encodes: slashes and letters beyond ASCII escaped, keys sorted at the top only, an empty object a list. */
test.each([
  [
    '{"name": "a/b", "require": {"x/y": "^1.0", "php": "^8.1"}}',
    '{"name":"a\\/b","require":{"x\\/y":"^1.0","php":"^8.1"}}',
  ],
  ['{"require": {}, "description": "no part of it", "name": "ä"}', '{"name":"\\u00e4","require":[]}'],
  [
    '{"require": {"a/b": "1"}, "config": {"sort-packages": true, "platform": {"php": "8.1"}}}',
    '{"config":{"platform":{"php":"8.1"}},"require":{"a\\/b":"1"}}',
  ],
  ['{"description": "nothing of it"}', '[]'],
])('composer: the content-hash of %s', (text, php) => {
  const json = readJson(text);
  expect(json.ok && composerHash(json.value)).toBe(createHash('md5').update(php).digest('hex'));
});

test('composer: a hash that PHP might see differently is not told', () => {
  const json = readJson('{"extra": {"7": "a", "1": "b"}}');
  expect(json.ok && composerHash(json.value)).toBe(undefined);
});

test('composer: agrees, was edited, and does not know a package', () => {
  const manifest = { require: { php: '^8.1', 'ext-json': '*', 'Vendor/Lib': '^1.0' }, 'require-dev': { 't/u': '1.0' } };
  const text = JSON.stringify(manifest);
  const json = readJson(text);
  const hash = json.ok ? composerHash(json.value) : '';
  const lock = JSON.stringify({
    'content-hash': hash,
    packages: [{ name: 'vendor/lib', version: 'v1.2.0', replace: { 'old/lib': '*' } }],
    'packages-dev': [{ name: 't/u', version: '1.0' }],
  });
  const [part] = readBy(composerReader, { 'composer.json': text, 'composer.lock': lock });
  expect([part?.findings, part?.locked?.get('vendor/lib')]).toEqual([[], 'v1.2.0']);
  const edited = JSON.stringify({ ...manifest, require: { ...manifest.require, 'Vendor/Lib': '^1.1' } });
  expect(texts(readBy(composerReader, { 'composer.json': edited, 'composer.lock': lock }))[0]).toMatch(
    /^composer\.json was changed after composer\.lock was made \(content-hash [0-9a-f]{7}, now [0-9a-f]{7}\)$/,
  );
  const more = JSON.stringify({ ...manifest, require: { ...manifest.require, 'new/one': '^2', 'old/lib': '*' } });
  expect(texts(readBy(composerReader, { 'composer.json': more, 'composer.lock': lock }))).toEqual([
    'composer.json wants new/one ^2, and composer.lock does not know it',
  ]);
  expect(told(readBy(composerReader, { 'composer.json': text, 'composer.lock': '{"a":' }))).toContain(
    'lock unknown composer:composer.json',
  );
});

const goMod = `module example.com/shop

go 1.22

require github.com/a/b v1.2.3
require (
	"github.com/c/d" v0.0.0-20240101000000-abcdefabcdef
	github.com/e/f v1.0.0 // indirect
	github.com/g/h v2.0.0+incompatible // a comment
	github.com/local/x v1.0.0
	github.com/old/y v1.0.0
)

replace github.com/local/x => ../x

replace (
	github.com/old/y v1.0.0 => github.com/new/y v1.1.0
)
`;
const goSum = `github.com/a/b v1.2.3 h1:a=
github.com/a/b v1.2.3/go.mod h1:a=
github.com/c/d v0.0.0-20240101000000-abcdefabcdef h1:a=
github.com/c/d v0.0.0-20240101000000-abcdefabcdef/go.mod h1:a=
github.com/e/f v1.0.0/go.mod h1:a=
github.com/g/h v2.0.0+incompatible h1:a=
github.com/g/h v2.0.0+incompatible/go.mod h1:a=
github.com/new/y v1.1.0 h1:a=
github.com/new/y v1.1.0/go.mod h1:a=
`;

test('go: every requirement has its checksums; a folder needs none, a replacement those of the other', () => {
  expect(told(readBy(goReader, { 'go.mod': goMod, 'go.sum': goSum }))).toEqual([]);
  const cut = goSum.split('\n').slice(1, -3).join('\n');
  expect(texts(readBy(goReader, { 'go.mod': goMod, 'go.sum': cut }))).toEqual([
    'go.mod:5 wants github.com/a/b v1.2.3, and go.sum has no checksum of it',
    'go.mod:11 wants github.com/new/y v1.1.0, and go.sum has no checksum of it',
  ]);
  expect(texts(readBy(goReader, { 'svc/go.mod': goMod }))).toEqual([
    'there is no svc/go.sum: nothing says what the modules of svc/go.mod must hold',
  ]);
  const [bare] = readBy(goReader, { 'go.mod': 'require github.com/a/b v1.2.3\n' });
  expect(bare?.fine).toEqual({ ranges: '1 dependency, each an exact version' });
  expect(readBy(goReader, { 'go.mod': 'module x\n\ngo 1.22\n' })).toEqual([]);
  expect(texts(readBy(goReader, { 'go.mod': 'require (\n\tgithub.com/a/b\n)\n', 'go.sum': '' }))[0]).toBe(
    'go.mod:2 is not as go writes it',
  );
});

test('what a lock is found to lack has the versions in its key: another drift is another finding', () => {
  const sums = { 'go.mod': 'require github.com/a/b v1.2.3\n', 'go.sum': '' };
  expect(told(readBy(goReader, sums))).toEqual(['lock no-go go:github.com/a/b:github.com/a/b%20v1.2.3']);
  const gems = { Gemfile: 'gem "a", "~> 2"\n', 'Gemfile.lock': 'DEPENDENCIES\n  a (~> 1)\n' };
  expect(told(readBy(rubyReader, gems))).toEqual(['lock no-go ruby:a:~>%202:~>%201', 'lock no-go ruby:a:~>%201:none']);
  const php = { 'composer.json': '{"require":{"a/b":"^1"}}', 'composer.lock': '{"content-hash":"","packages":[]}' };
  expect(told(readBy(composerReader, php))).toEqual(['lock no-go composer:a/b:^1:none']);
  const crates = {
    'Cargo.toml': '[package]\nname = "x"\n[dependencies]\na = "2"\n',
    'Cargo.lock': '[[package]]\nname = "a"\nversion = "1.0.0"\n',
  };
  expect(told(readBy(cargoReader, crates))).toEqual(['lock no-go cargo:a:2:1.0.0']);
});

test.each([
  ['1.2.3', '1.9.0', true],
  ['1.2.3', '1.2.2', false],
  ['1', '2.0.0', false],
  ['0.3', '0.3.9', true],
  ['0.3', '0.4.0', false],
  ['0.0.3', '0.0.4', false],
  ['0', '0.9.0', true],
  ['~1.2', '1.2.9', true],
  ['~1.2', '1.3.0', false],
  ['=1.2.3', '1.2.3', true],
  ['=1.2', '1.2.7', true],
  ['=1.2.3', '1.2.4', false],
  ['1.*', '1.9.9', true],
  ['1.*', '2.0.0', false],
  ['*', '9.0.0', true],
  ['>=1.2, <1.5', '1.4.9', true],
  ['>=1.2, <1.5', '1.5.0', false],
  ['>1.2', '1.2.9', false],
  ['<=1.2', '1.2.9', true],
  ['1.0.0-rc.1', '1.0.0', true],
  ['nonsense', '1.0.0', undefined],
])('cargo: %s allows %s: %s', (requirement, version, allows) => {
  expect(cargoAllows(requirement, version)).toBe(allows);
});

const cargoLock = `version = 3

[[package]]
name = "serde"
version = "1.0.203"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "abc"

[[package]]
name = "rand"
version = "0.7.3"

[[package]]
name = "rand"
version = "0.8.5"

[[package]]
name = "shop"
version = "0.1.0"
dependencies = ["serde", "rand 0.8.5"]
`;

test('cargo: workspace, shared versions, other names, targets; and what does not fit the lock', () => {
  const files = {
    'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n[workspace.dependencies]\nserde = "1.0.100"\n',
    'crates/shop/Cargo.toml': `[package]
name = "shop"
version = "0.1.0"
[dependencies]
serde = { workspace = true }
chance = { package = "rand", version = "0.8" }
own = { path = "../own" }
[target.'cfg(unix)'.dependencies]
nix = "0.27"
[dev-dependencies]
rand = "0.9"
`,
    'Cargo.lock': `${cargoLock}\n[[package]]\nname = "own"\nversion = "0.1.0"\n`,
  };
  const parts = readBy(cargoReader, files);
  expect(parts.map(({ name }) => name)).toEqual(['Cargo.toml']);
  expect(texts(parts)).toEqual([
    'crates/shop/Cargo.toml wants rand 0.9, and Cargo.lock holds 0.7.3 and 0.8.5',
    'crates/shop/Cargo.toml wants nix 0.27, and Cargo.lock does not know it',
  ]);
  expect(parts[0]?.locked?.get('rand')).toBe('0.7.3, 0.8.5');
});

test('cargo: without a lock ranges are findings, and broken TOML is unknown at its line', () => {
  const manifest = '[package]\nname = "a"\n[dependencies]\nb = "1"\nc = "=1.2.3"\n';
  expect(told(readBy(cargoReader, { 'Cargo.toml': manifest }))).toEqual([
    'ranges no-go cargo:b',
    'transitive no-go cargo:no-lock',
  ]);
  expect(texts(readBy(cargoReader, { 'Cargo.toml': manifest, 'Cargo.lock': 'version = 3\n[[pack\n' }))[0]).toBe(
    'Cargo.lock:2 is not valid TOML',
  );
});

test('hostile files of four megabytes are read quickly, or are unknown', () => {
  const long = 4_000_000;
  const started = process.cpuUsage();
  const gems = [
    `gem "a",${' '.repeat(long / 4)}"1" x`,
    `gem "b", ${'"1", '.repeat(long / 20)}x`,
    `x = ${'['.repeat(long / 4)}`,
    `gem "c" ${') '.repeat(long / 8)}`,
  ].join('\n');
  const parts = [
    ...readBy(rubyReader, { Gemfile: gems, 'Gemfile.lock': 'DEPENDENCIES\n' }),
    ...readBy(goReader, { 'go.mod': `require (\n${'a v1\n'.repeat(long / 20)}`, 'go.sum': 'x '.repeat(long / 2) }),
    ...readBy(cargoReader, { 'Cargo.toml': `[dependencies]\na = ${'['.repeat(100_000)}` }),
    ...readBy(composerReader, {
      'composer.json': `{"extra":${'['.repeat(50_000)}${']'.repeat(50_000)},"require":{"a/b":"1"}}`,
    }),
  ];
  expect(cpuMs(started)).toBeLessThan(4000);
  expect(told(parts)).toContain('lock unknown cargo:Cargo.toml');
  expect(parts.every(({ findings }) => findings.length <= 1000)).toBe(true);
});
