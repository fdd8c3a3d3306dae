import { expect, test } from 'vitest';
import { completedCommand } from '../../src/commands/patch-add-command.js';
import type { PatchAddOptions } from '../../src/commands/patch-add-options.js';

const options = (some: Partial<PatchAddOptions>): PatchAddOptions => ({ paths: [], hosts: [], json: false, ...some });

test.each<readonly [Partial<PatchAddOptions>, readonly ('--title' | '--host')[], string]>([
  [{ from: 'web2' }, ['--title'], 'shipit patch add --from web2 --title "WHAT IT DOES"'],
  [
    { from: 'web2', paths: ['app/it is.py'], until: '14d', target: 'staging' },
    ['--title'],
    `shipit patch add --target staging --from web2 --path 'app/it is.py' --until 14d --title "WHAT IT DOES"`,
  ],
  [{ pr: '412', title: "it's off" }, ['--host'], `shipit patch add --pr 412 --title 'it'\\''s off' --host HOST`],
  [{ paths: ['a'] }, ['--title', '--host'], 'shipit patch add --path a --title "WHAT IT DOES" --host HOST'],
])('what is suggested is what was typed, completed, with nothing made up: %o', (given, missing, expected) => {
  expect(completedCommand(options(given), missing)).toBe(expected);
});
