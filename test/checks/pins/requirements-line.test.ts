import { expect, test } from 'vitest';
import { requirementsLine } from '../../../src/checks/pins/requirements-line.js';

const sha = 'a'.repeat(40);

test.each([
  ['celery==4.1.0', true],
  ['celery[redis]==4.1.0', true],
  ['celery == 4.1.0', true],
  ['celery===4.1.0', true],
  ['celery (==4.1.0)', true],
  ['celery==4.1.0; python_version < "3.12"', true],
  ['celery==4.1.0 --hash=sha256:00 --hash=sha256:11', true],
  ['celery>=4.0,==4.1.0', true],
  [`git+https://x.test/celery.git@${sha}#egg=celery`, true],
  [`celery @ git+ssh://git@x.test/celery@${sha}`, true],
  [`https://x.test/celery-4.1.0.tar.gz#sha256=${'b'.repeat(64)}`, true],
  ['https://x.test/celery-4.1.0.tar.gz --hash=sha256:00', true],
  ['./libs/celery', true],
  ['libs/celery', true],
  ['-e .', true],
  ['--editable=./libs/celery', true],
  ['celery-4.1.0-py3-none-any.whl', true],
  ['file:libs/celery', true],
  ['kombu>=4.0.2,<5.0', false],
  ['kombu~=2.8', false],
  ['kombu == 4.1.*', false],
  ['kombu==4.1.*', false],
  ['kombu', false],
  ['django-scarface', false],
  ['kombu!=4.1.0', false],
  ['kombu<5', false],
  ['kombu[redis]', false],
  ['git+https://x.test/kombu.git@main#egg=kombu', false],
  ['git+https://x.test/kombu.git@v4.1.0#egg=kombu', false],
  ['git+https://x.test/kombu.git@abc1234', false],
  ['git+https://x.test/kombu.git', false],
  ['-e git+https://x.test/kombu.git@main#egg=kombu', false],
  ['https://x.test/kombu-4.1.0.tar.gz', false],
  ['kombu @ https://x.test/kombu.zip', false],
])('%s is pinned: %s', (line, pinned) => {
  expect(requirementsLine(line)).toMatchObject({ is: 'requirement', pinned });
});

test.each([
  ['Django_Scarface==1', 'django-scarface'],
  ['zope.interface>=5', 'zope-interface'],
  ['git+https://x.test/a.git@main#egg=My.App&subdirectory=b', 'my-app'],
  ['https://x.test/wheels/kombu-4.1.0-py3-none-any.whl', 'kombu'],
  ['kombu @ file:///x/kombu', 'kombu'],
])('the name of %s is %s', (line, name) => {
  expect(requirementsLine(line)).toMatchObject({ name });
});

test.each([
  ['-r base.txt', 'requirements', 'base.txt'],
  ['-rbase.txt', 'requirements', 'base.txt'],
  ['--requirement=../base.txt', 'requirements', '../base.txt'],
  ['-c "my constraints.txt"', 'constraints', 'my constraints.txt'],
  ['--constraint constraints.txt', 'constraints', 'constraints.txt'],
])('%s takes in another file', (line, how, path) => {
  expect(requirementsLine(line)).toEqual({ is: 'include', how, path });
});

test.each(['--index-url https://x.test/simple', '-i https://x.test', '--pre', '--no-binary :all:', '-f ./wheels'])(
  '%s says nothing about versions',
  (line) => {
    expect(requirementsLine(line)).toEqual({ is: 'option' });
  },
);

test.each(['==4.1.0', 'kombu 4.1.0', 'kombu=4.1.0', 'kombu>=', '\u001b[31mkombu', '$(reboot)'])(
  '%j is no requirement, and is told as one that is not understood',
  (line) => {
    expect(requirementsLine(line)).toMatchObject({ is: 'unreadable' });
  },
);

test('a hostile line is read in no time', () => {
  const started = performance.now();
  requirementsLine(`a${'-'.repeat(100_000)}`);
  requirementsLine(`kombu${'>=1,'.repeat(50_000)}!`);
  requirementsLine(`${'a '.repeat(50_000)}--x`);
  requirementsLine(`-r ${' '.repeat(100_000)}`);
  expect(performance.now() - started).toBeLessThan(500);
});
