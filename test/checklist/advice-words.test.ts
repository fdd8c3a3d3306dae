import { expect, test } from 'vitest';
import { faultOfWords } from '../../src/checklist/advice-words.js';

test.each([
  'Is the schema migrated and the cache warm?',
  'Are the tests green and is staging up?',
  'Has the change been tested and reviewed?',
  'Is the image built and pushed?',
  'Have you read the list and told the desk?',
  'Is the list read by Ada and approved by Bob?',
  'Did you run the tests and read the log?',
  'Did you stop the queue and check the dashboard?',
  'Is the backup done and has it been restored once?',
  'Is support told and everybody informed?',
  'Is the site up, and are the queues drained?',
  'Is it Friday or are we in a freeze?',
  'Are all hosts patched and rebooted since Monday?',
  'Is there a backup and was it tested?',
  'Is the disk clean; is the memory free?',
  'Is the flag removed and the old code deleted?',
  'Have the queues been drained and stopped?',
  'Is the release announced and it was seen by support?',
  'Do the probes work and does the log stay quiet?',
])('two facts: %s', (question) => {
  expect(faultOfWords(question)).toBe('two-facts');
});

test.each([
  'Has research and development been told?',
  'Are the docs and the changelog updated?',
  'Have you told the desk and the support team?',
  'Are Ada and Bob at hand until 17:30?',
  'Is this tried and tested?',
  'Has anyone read and understood the change list?',
  'Has it been built from a clean and tagged commit?',
  'Are the queues paused or empty?',
  'Is the on-call phone charged and with Bob?',
  'Can customers sign up and pay?',
  'Is the site up and running?',
  'Has anything been added or removed by hand?',
  'Is a campaign or a sale planned for today?',
  'Have the old and unused hosts been named?',
  'Are terms and conditions unchanged?',
  'Does the page show the right name and price?',
  'Can somebody besides you deploy and roll back today?',
  'Has every migration in this release run on a copy of production?',
  'Is everything between Mon and Wed in this release?',
  'Do reads and writes go to the new database?',
  'Can we go back to the image that runs now?',
  'Has anyone announced that today’s traffic will be unusual?',
  'Is the size of the release between 5 and 50 commits?',
  'Are the load and the error rate normal right now?',
  'Is there enough room for logs and dumps on every host?',
  'Have "drained and stopped" been written on the board?',
  'Does `make lint && make test` pass?',
  'Have security and legal signed off?',
  'Are both the tests and recorded runs green?',
  'Is someone from search and recommendations at hand?',
  'Have you used it yourself since the deploy?',
  'Is the on-call engineer able to roll back?',
  'Is command and control traffic normal?',
  'Can old and new versions run side by side?',
  'Is it known who is on call today and tomorrow?',
])('one fact: %s', (question) => {
  expect(faultOfWords(question)).toBeUndefined();
});

test.each([
  ['Is there no incident?', 'negation'],
  ["Isn't the queue empty?", 'negation'],
  ['Is nobody else deploying?', 'negation'],
  ['Is there nothing left in the queue?', 'negation'],
  ['Is it before 16:00 and not Friday?', 'negation'],
  ['Has this never failed before?', 'negation'],
  ['Are the servers not touched?', 'negation'],
  ['Can’t this wait until Monday?', 'negation'],
  ['Is the old version no longer in use?', 'negation'],
  ['Is it safe or not?', 'or-not'],
  ['Is it tested and/or reviewed?', 'and-or'],
  ['Is it tested? Is it reviewed?', 'two-questions'],
] as const)('%s is %s', (question, fault) => {
  expect(faultOfWords(question)).toBe(fault);
});

test.each([
  'Can it be undone without losing data?',
  'Has anyone announced unusual traffic for today?',
  'Did the last run end in a no-go?',
  'Is ticket No. 5 closed?',
  'Is the text of `not found` right?',
  'Does the notice name the new price?',
  'Is the now famous bug gone?',
  'Is the release noted in the calendar?',
  'Is every job that must not run meanwhile stopped?',
  'Is there a change on a server nobody registered?',
  'Is there a host with no backup?',
])('plain enough: %s', (question) => {
  expect(faultOfWords(question)).toBeUndefined();
});
