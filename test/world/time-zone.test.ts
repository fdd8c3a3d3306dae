import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { operatorTimeZone } from '../../src/world/time-zone.js';
import { temporaryDirectory } from '../helpers/repository.js';

const intl = new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

test.each([
  ['TZ names it', { TZ: 'Europe/Istanbul' }, undefined, 'Europe/Istanbul'],
  ['TZ wins over the system', { TZ: 'America/New_York' }, '/usr/share/zoneinfo/Asia/Tokyo', 'America/New_York'],
  ['the system links to it', {}, '/usr/share/zoneinfo/Asia/Tokyo', 'Asia/Tokyo'],
  [
    'a zone of three parts',
    {},
    '../usr/share/zoneinfo/America/Argentina/Buenos_Aires',
    'America/Argentina/Buenos_Aires',
  ],
  ['a server runs on UTC', {}, '/usr/share/zoneinfo/Etc/UTC', 'UTC'],
  ['a rule is not a name', { TZ: 'EST5EDT4,M3.2.0,M11.1.0' }, undefined, intl],
  ['a file is not a name', { TZ: ':/etc/evil' }, undefined, intl],
  ['nothing is said', {}, undefined, intl],
])("the operator's time zone: %s", (_name, env, link, zone) => {
  const localtime = join(temporaryDirectory(), 'localtime');
  if (link !== undefined) {
    symlinkSync(link, localtime);
  }

  expect(operatorTimeZone(env, localtime)).toBe(zone);
});
