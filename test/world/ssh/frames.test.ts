import { expect, test } from 'vitest';
import { type DoneSection, readFrames } from '../../../src/world/ssh/frames.js';

const nonce = '@@0123456789abcdef';

const whole = Buffer.from(
  [
    `Welcome\n@@ BEGIN 1\n\n${nonce} HELLO 1\n`,
    `\n${nonce} BEGIN 1\nfirst line\n\n\nlast line\n\n${nonce} END 1 0\n\n${nonce} DONE 1\n`,
    `noise between\n`,
    `\n${nonce} BEGIN 2\n\n${nonce} END 2 139\nwhy\n\n${nonce} DONE 2\n`,
    `\n${nonce} BEGIN 3\nno newline ü\n${nonce} END 3 1\n\n${nonce} DONE 3\n`,
    `\n${nonce} BYE\nnoise after\n`,
  ].join(''),
);

const sections = {
  1: { how: 'done', rc: 0, text: 'first line\n\n\nlast line\n', err: '' },
  2: { how: 'done', rc: 139, text: '', err: 'why' },
  3: { how: 'done', rc: 1, text: 'no newline ü', err: '' },
};

function read(...chunks: readonly Buffer[]) {
  const came: Record<number, DoneSection> = {};
  const frames = readFrames(nonce, (number, answer) => {
    came[number] = answer;
  });
  for (const chunk of chunks) {
    frames.add(chunk);
  }
  return { came, hello: frames.hello(), bye: frames.bye(), before: frames.before(), bytes: frames.bytes() };
}

test('sections are what stands between their frames, to the byte', () => {
  expect(read(whole)).toEqual({
    came: sections,
    hello: true,
    bye: true,
    before: 'Welcome\n@@ BEGIN 1\n',
    bytes: whole.length,
  });
});

test('it does not matter in which pieces the stream comes', () => {
  for (const size of [1, 2, 3, 7, 64]) {
    const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
      whole.subarray(index * size, (index + 1) * size),
    );
    expect(read(...pieces)).toEqual(read(whole));
  }
});

test('wherever the stream is cut, exactly the complete sections are there, and no BYE', () => {
  const ends = [1, 2, 3].map((number) => whole.indexOf(`${nonce} DONE ${number}\n`) + `${nonce} DONE 1\n`.length);
  const bye = whole.indexOf(`${nonce} BYE\n`) + `${nonce} BYE\n`.length;
  for (let cut = 0; cut < whole.length; cut += 1) {
    const answer = read(whole.subarray(0, cut));
    const complete = [1, 2, 3].filter((_, index) => cut >= (ends[index] ?? 0));
    expect(Object.keys(answer.came)).toEqual(complete.map(String));
    expect(answer.bye).toBe(cut >= bye);
  }
});

test.each([
  ['a frame with another nonce', '\n@@other END 1 0\n'],
  ['a frame without an empty line before', `x${nonce} END 1 0\n`],
  ['a frame in the middle of a line', `\nx ${nonce} END 1 0\n`],
])('what a section prints is no frame: %s', (_, text) => {
  const stream = `\n${nonce} HELLO 1\n\n${nonce} BEGIN 1\n${text}\n${nonce} END 1 0\n\n${nonce} DONE 1\n\n${nonce} BYE\n`;

  expect(read(Buffer.from(stream)).came[1]?.text).toBe(text);
});

test.each([
  ['before HELLO', `\n${nonce} BEGIN 1\nx\n${nonce} END 1 0\n\n${nonce} DONE 1\n`],
  ['END of another', `\n${nonce} HELLO 1\n\n${nonce} BEGIN 1\nx\n${nonce} END 2 0\n\n${nonce} DONE 2\n`],
  ['DONE without END', `\n${nonce} HELLO 1\n\n${nonce} BEGIN 1\nx\n${nonce} DONE 1\n`],
  ['a status that is no number', `\n${nonce} HELLO 1\n\n${nonce} BEGIN 1\nx\n${nonce} END 1 ok\n\n${nonce} DONE 1\n`],
  [
    'BEGIN twice',
    `\n${nonce} HELLO 1\n\n${nonce} BEGIN 1\nx\n${nonce} BEGIN 2\ny\n${nonce} END 1 0\n\n${nonce} DONE 1\n`,
  ],
])('frames out of order make nothing complete: %s', (_, stream) => {
  expect(read(Buffer.from(stream)).came).toEqual({});
});

test('megabytes of noise are not kept', () => {
  const frames = readFrames(nonce, () => {});
  for (let chunk = 0; chunk < 100; chunk += 1) {
    frames.add(Buffer.alloc(65_536, 'x'));
  }

  expect(frames.before()).toHaveLength(2000);
  expect(frames.bytes()).toBe(6_553_600);
});

test('bytes that are no UTF-8 are replaced', () => {
  const stream = [`\n${nonce} HELLO 1\n\n${nonce} BEGIN 1\n`, [0xff, 0xfe], `\n${nonce} END 1 0\n\n${nonce} DONE 1\n`];

  expect(read(Buffer.concat(stream.map((part) => Buffer.from(part as string)))).came[1]?.text).toBe('\ufffd\ufffd');
});
