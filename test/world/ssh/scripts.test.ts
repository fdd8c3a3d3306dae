import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../../src');
const scripts = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sh'));

const shells = [
  ['dash', '-n'],
  ['bash', '-n'],
  ['busybox', 'sh', '-n'],
] as const;

test.each(scripts)('src/%s is understood by every shell that a host may have', (file) => {
  for (const [shell, ...args] of shells) {
    const { error, stderr } = spawnSync(shell, [...args, join(root, file)], { encoding: 'utf8' });
    // A shell that is not here cannot be asked.
    expect([shell, error === undefined ? stderr : '']).toEqual([shell, '']);
  }
});

test.each(scripts)('src/%s redirects no special builtin: dash would end there', (file) => {
  expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/^\s*:\s*[<>]/m);
});
