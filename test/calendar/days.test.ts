import { expect, test } from 'vitest';
import { parseDays } from '../../src/calendar/days.js';

test.each([
  ['mon-thu', ['mon', 'tue', 'wed', 'thu']],
  ['sun-thu', ['sun', 'mon', 'tue', 'wed', 'thu']],
  ['fri-mon', ['fri', 'sat', 'sun', 'mon']],
  ['Mon - Wed', ['mon', 'tue', 'wed']],
  ['sat', ['sat']],
  ['wed-wed', ['wed']],
  [
    ['mon', 'wed'],
    ['mon', 'wed'],
  ],
  [
    ['mon-tue', 'tue', 'fri'],
    ['mon', 'tue', 'fri'],
  ],
  [[], undefined],
  ['', undefined],
  ['monday', undefined],
  ['mon-', undefined],
  ['-mon', undefined],
  ['mon-wed-fri', undefined],
  ['mon,wed', undefined],
  ['mon-foo', undefined],
  [['mon', 'foo'], undefined],
])('%j are the days %j', (written, days) => {
  expect(parseDays(written)).toEqual(days);
});
