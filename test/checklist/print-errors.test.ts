import { expect, test } from 'vitest';
import { printErrors, sourceReader } from '../../src/checklist/print-errors.js';
import { OperatorError, OperatorErrors } from '../../src/errors.js';
import { project } from './project.js';

const at = (line: number, col: number, file = 'shipit.yml') => ({ place: { file, line, col } });

test('a mistake shows place, sentence, line, caret and hint', () => {
  const error = new OperatorError('unknown key `itmes`', { ...at(2, 3), hint: 'did you mean `items`?' });
  expect(printErrors(new OperatorErrors([error]), () => 'a: 1\n  itmes: x\r\n')).toBe(
    ['shipit.yml:2:3 unknown key `itmes`', '  2 │   itmes: x', '    │   ^', '  → did you mean `items`?', ''].join('\n'),
  );
});

test('the caret stands below the spot after wide characters and tabs', () => {
  const error = new OperatorError('x', at(1, 5));
  expect(printErrors(error, () => '日本\t: y')).toBe('shipit.yml:1:5 x\n  1 │ 日本  : y\n    │        ^\n');
});

test('of a long line only what lies around the spot is shown', () => {
  const text = `${'a'.repeat(500)}b${'c'.repeat(500)}`;
  const [, line = '', caret = ''] = printErrors(new OperatorError('x', at(1, 501)), () => text).split('\n');
  expect(line.length).toBeLessThan(120);
  expect(line.charAt(caret.indexOf('^'))).toBe('b');
});

test('terminal sequences in the file and in the sentence are made harmless', () => {
  const error = new OperatorError('bad \u001b]0;title\u0007 key', at(1, 1));
  const printed = printErrors(error, () => 'a: \u001b[2J\u202e');
  expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test('twenty are shown, and how many more there are', () => {
  const errors = Array.from({ length: 23 }, (_, n) => new OperatorError(`mistake ${n}`, at(n + 1, 1)));
  const printed = printErrors(errors, () => undefined);
  expect(printed).toContain('mistake 19');
  expect(printed).not.toContain('mistake 20');
  expect(printed.endsWith('\n\nand 3 more\n')).toBe(true);
});

test('sources are read by the name they have on screen', () => {
  const read = sourceReader(project({ 'a/b.yml': 'x: 1\n' }));
  expect(read('a/b.yml')).toBe('x: 1\n');
  expect(read('shipit:default')).toContain('app: default');
  expect(read('none.yml')).toBeUndefined();
});
