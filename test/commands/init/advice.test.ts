import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../../helpers/repository.js';
import { cli } from '../cli.js';

const projects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'nothing but a readme': { 'README.md': 'a project\n' },
  'a Makefile': { Makefile: 'test:\n\ttrue\ndeploy:\n\ttrue\nrollback:\n\ttrue\n' },
  'npm scripts': { 'package.json': '{"name":"shop","scripts":{"test":"vitest run","deploy":"node deploy.mjs"}}' },
  'Django with migrations': { 'manage.py': '', 'app/migrations/0001_initial.py': '' },
};

test.each(Object.entries(projects))('what init writes for %s gets no advice from lint', (_name, files) => {
  const { root, shipit } = cli('', repository(files));
  const { status, stdout, stderr } = shipit(['init', '--print']);
  expect(status, stderr).toBe(0);
  writeFileSync(path.join(root, 'shipit.yml'), stdout);
  const linted = shipit(['lint', '--strict']);
  expect(linted.stderr).toMatch(/^shipit\.yml: .*; nothing wrong\n$/);
  expect(linted.status).toBe(0);
});
