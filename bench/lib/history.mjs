// A history as an old project has it, made by one git fast-import: 10,000 commits, and between what runs and what is to be
// deployed 300 commits that change 2,000 files, among them migrations and locks.

import { execFileSync } from 'node:child_process';

export const sizes = { commits: 10_000, range: 300, changed: 2000, files: 5000 };

/** Leaves the work tree at the newest commit. @returns the commit that runs */
export const importHistory = (root, env) => {
  const git = (args, input) =>
    execFileSync('git', args, { cwd: root, env, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] }).trim();
  const parent = git(['rev-parse', 'HEAD']);
  git(['fast-import', '--quiet', '--force'], [...commits(parent)].join(''));
  git(['reset', '-q', '--hard', 'main']);
  const runs = git(['rev-parse', `HEAD~${sizes.range}`]);
  git(['tag', '-a', '-m', 'deployed', 'deployed/production/20261101T0900Z', runs]);
  return runs;
};

function* commits(parent) {
  const { commits: all, range, changed, files } = sizes;
  const perCommit = Math.ceil((changed - 20) / range);
  for (let at = 0; at < all - 1; at++) {
    const inRange = at - (all - 1 - range);
    yield `commit refs/heads/main\ncommitter Person ${at % 20} <p${at % 20}@shop.test> ${1_700_000_000 + at * 3600} +0000\n`;
    yield data(`Change ${at}\n\nWhy it was needed.\n`);
    if (at === 0) {
      yield `from ${parent}\n`;
      for (let file = 0; file < files; file++) {
        yield change(path(file), `line ${file}\n`.repeat(20));
      }
      yield change('manage.py', 'import django\n') + locks('1.0.0') + change('Dockerfile', 'FROM python:3.11.4-slim\n');
    } else if (inRange < 0) {
      yield change(path(at % files), `commit ${at}\n`.repeat(20));
    } else {
      for (let i = 0; i < perCommit; i++) {
        yield change(path((inRange * perCommit + i) % files), `release ${at} ${i}\n`.repeat(20));
      }
      if (inRange % 20 === 0) {
        const name = `shop/migrations/${String(inRange).padStart(4, '0')}_change.py`;
        yield change(name, migration);
      }
      yield inRange === range - 1 ? locks('1.0.1') : '';
    }
  }
}

const path = (file) => `shop/part${file % 97}/file${file}.py`;

const data = (text) => `data ${Buffer.byteLength(text)}\n${text}\n`;

const change = (name, text) => `M 100644 inline ${name}\n${data(text)}`;

const migration = `from django.db import migrations

def forwards(apps, schema_editor):
    apps.get_model('shop', 'Order').objects.update(state='new')

class Migration(migrations.Migration):
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
`;

/** 1,500 packages of npm and 60 of python. */
const locks = (version) => {
  const names = Array.from({ length: 1500 }, (_none, at) => `package-${at}`);
  const dependencies = Object.fromEntries(names.slice(0, 60).map((name) => [name, `^${version}`]));
  const packages = Object.fromEntries(
    names.map((name) => [
      `node_modules/${name}`,
      { version, resolved: `https://registry.npmjs.org/${name}/-/${name}-${version}.tgz`, integrity: 'sha512-abc' },
    ]),
  );
  const lock = { name: 'shop', lockfileVersion: 3, packages: { '': { name: 'shop', dependencies }, ...packages } };
  return [
    change('package.json', JSON.stringify({ name: 'shop', dependencies })),
    change('package-lock.json', JSON.stringify(lock, undefined, 2)),
    change('requirements.txt', Array.from({ length: 60 }, (_none, at) => `dist-${at}==${version}\n`).join('')),
  ].join('');
};
