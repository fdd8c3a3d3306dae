import { expect, test } from 'vitest';
import { nextTrain, showTrain, type Train, trainAt, trainInWords } from '../../../src/checks/lane/train.js';

const weekly: Train = {
  type: 'days',
  days: ['tue', 'wed', 'thu'],
  hours: { from: 600, to: 960 },
  holidays: new Set(['2026-11-24']),
};
const allDay: Train = { type: 'days', days: ['tue'], holidays: new Set() };
const listed: Train = {
  type: 'spans',
  name: 'ops/trains.ics',
  spans: [
    { from: { date: '2026-11-24', minutes: 600 }, to: { date: '2026-11-24', minutes: 720 } },
    { from: { date: '2026-11-19', minutes: 0 }, to: { date: '2026-11-20', minutes: 0 } },
  ],
};
const at = (text: string) => {
  const [date = '', clock = ''] = text.split(' ');
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return { date, minutes: hours * 60 + minutes };
};

test.each([
  ['L1 Thursday within its hours', weekly, '2026-11-19 11:42', true, 'Wed 25 Nov 10:00'],
  ['before its hours', weekly, '2026-11-19 09:59', false, 'Thu 19 Nov 10:00'],
  ['its last minute', weekly, '2026-11-19 15:59', true, 'Wed 25 Nov 10:00'],
  ['its end', weekly, '2026-11-19 16:00', false, 'Wed 25 Nov 10:00'],
  ['L2 Friday evening; Tuesday is a holiday', weekly, '2026-11-20 18:00', false, 'Wed 25 Nov 10:00'],
  ['a train of a whole day', allDay, '2026-11-24 23:59', true, 'Tue 1 Dec'],
  ['midnight after it', allDay, '2026-11-25 00:00', false, 'Tue 1 Dec'],
  ['an event of a calendar', listed, '2026-11-19 11:42', true, 'Tue 24 Nov 10:00'],
  ['after the last event', listed, '2026-11-24 12:00', false, undefined],
])('%s', (_name, train, moment, inside, next) => {
  expect(trainAt(train, at(moment)) !== undefined).toBe(inside);
  const start = nextTrain(train, at(moment));
  expect(start && showTrain(start, '2026-11-19')).toBe(next);
});

test('the train in words', () => {
  expect([weekly, allDay, listed].map(trainInWords)).toEqual(['Tue, Wed, Thu 10:00–16:00', 'Tue', 'ops/trains.ics']);
});
