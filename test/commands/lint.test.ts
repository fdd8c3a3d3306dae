import { expect, test } from 'vitest';
import { lint } from '../../src/commands/lint.js';
import { schema } from '../../src/commands/schema.js';
import { kinds } from '../checklist/kinds.js';
import { around, project } from '../checklist/project.js';

async function run(cwd: string, options: { files?: readonly string[]; show?: boolean; json?: boolean } = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await lint({
    cwd,
    root: cwd,
    kinds,
    files: options.files ?? [],
    show: options.show ?? false,
    json: options.json ?? false,
    stdout: (text) => out.push(text),
    stderr: (text) => err.push(text),
  });
  return { code, out: out.join(''), err: err.join('') };
}

test('a good checklist is exit 0 and one line', async () => {
  const root = project({ 'shipit.yml': around('') });
  expect(await run(root)).toEqual({ code: 0, out: '', err: 'shipit.yml: 1 check, 1 step, 0 after; nothing wrong\n' });
});

test('mistakes are exit 2, each with its line', async () => {
  const root = project({ 'shipit.yml': around('itmes: 1\ncehcks: 2\n') });
  const { code, out, err } = await run(root);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('shipit.yml:3:1 unknown key `itmes`\n  3 │ itmes: 1\n    │ ^\n');
  expect(err).toContain('→ did you mean `checks`?\n\nshipit.yml: 2 mistakes\n');
});

test('several files are each looked at', async () => {
  const root = project({ 'a.yml': around(''), 'b.yml': around('x: 1\n') });
  const { code, err } = await run(root, { files: ['a.yml', 'b.yml', 'c.yml'] });
  expect(code).toBe(2);
  expect(err).toContain('a.yml: 1 check');
  expect(err).toContain('b.yml:3:1 unknown key `x`');
  expect(err).toContain('c.yml does not exist');
});

test('--json prints only JSON', async () => {
  const root = project({ 'shipit.yml': around('x: 1\n') });
  const { code, out, err } = await run(root, { json: true });
  expect({ code, err }).toEqual({ code: 2, err: '' });
  expect(JSON.parse(out)).toMatchObject({
    schema: 1,
    ok: false,
    files: [
      { file: 'shipit.yml', ok: false, errors: [{ file: 'shipit.yml', line: 3, col: 1, message: 'unknown key `x`' }] },
    ],
  });
});

test('--show prints the merged checklist on stdout', async () => {
  const { code, out, err } = await run(project({ 'shipit.yml': around('') }), { show: true });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('  - window:');
});

test('without a checklist it says where it looked', async () => {
  const { code, err } = await run(project({}));
  expect(code).toBe(2);
  expect(err).toContain('no checklist found: looked for shipit.yml and shipit.yaml in .');
});

test('the schema is printed as JSON', async () => {
  const out: string[] = [];
  expect(await schema({ kinds, stdout: (text) => out.push(text) })).toBe(0);
  expect(JSON.parse(out.join(''))).toMatchObject({ title: 'shipit checklist' });
});
