import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { readReport } from '../../../src/checks/pins/python-report.js';
import { temporaryDirectory } from '../../helpers/repository.js';
import { callInShell, testInShells } from '../../helpers/shells.js';
import { hasPip, makeWheels, pythonPrefix } from './wheels.js';

const script = readFileSync(join(import.meta.dirname, '../../../src/checks/pins/pins.sh'), 'utf8');

describe.skipIf(!hasPip)('pins.sh', () => {
  testInShells('files go to the host as they are, and what pip would install comes back', (shell) => {
    const index = join(temporaryDirectory(), 'wheels');
    makeWheels(index, [
      { name: 'kombu', version: '4.1.0', requires: ['vine<2'] },
      { name: 'vine', version: '1.3.0' },
    ]);
    const files = ['requirements/web.txt', "-r base.txt\n# '$(touch hurt)'\n", 'requirements/base.txt', 'kombu'];
    const { out } = callInShell(shell, {
      script,
      call: [
        'pins_resolve',
        '30',
        `/no/python\n${pythonPrefix}/bin/python3`,
        '2',
        ...files,
        '-r',
        './requirements/web.txt',
      ],
      env: { PIP_NO_INDEX: '1', PIP_FIND_LINKS: index },
    });
    const [pip = '', exit, report = ''] = out.split('\n');
    expect(pip).toMatch(/^pip \d/);
    expect(exit).toBe('exit 0');
    expect([...(readReport(report)?.dists.values() ?? [])]).toMatchObject([
      { name: 'kombu', version: '4.1.0', requested: true, requires: ['vine<2'] },
      { name: 'vine', version: '1.3.0', requested: false },
    ]);
  });

  testInShells('a host without pip says so', (shell) => {
    const { out } = callInShell(shell, { script, call: ['pins_resolve', '30', '/no/python', '0', '-r', './x.txt'] });
    expect(out).toBe('unread no python there has pip\n');
  });
});
