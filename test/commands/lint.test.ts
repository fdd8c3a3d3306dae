import { expect, test } from 'vitest';
import { kinds } from '../../src/checks/index.js';
import { lint } from '../../src/commands/lint.js';
import { schema } from '../../src/commands/schema.js';
import { project } from '../checklist/project.js';

/** Without a mistake, and without any advice. */
const around = (text: string): string =>
  `shipit: 1\napp: shop\n${text}checks: [window]\ndeploy: {run: make deploy, undo: none}\nafter: [{run: look}]\n`;

interface Flags {
  readonly files: readonly string[];
  readonly show: boolean;
  readonly json: boolean;
  readonly strict: boolean;
  readonly columns: number;
}

async function run(cwd: string, options: Partial<Flags> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await lint({
    cwd,
    root: cwd,
    kinds,
    files: [],
    show: false,
    json: false,
    strict: false,
    today: '2026-11-19',
    ...options,
    stdout: (text) => out.push(text),
    stderr: (text) => err.push(text),
  });
  return { code, out: out.join(''), err: err.join('') };
}

test('a good checklist is exit 0 and one line', async () => {
  const root = project({ 'shipit.yml': around('') });
  expect(await run(root)).toEqual({ code: 0, out: '', err: 'shipit.yml: 1 check, 1 step, 1 after; nothing wrong\n' });
});

test('B21 mistakes are exit 2, each with its line', async () => {
  const root = project({ 'shipit.yml': around('itmes: 1\ncehcks: 2\n') });
  const { code, out, err } = await run(root);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('shipit.yml:3:1 unknown key `itmes`\n  3 │ itmes: 1\n    │ ^\n');
  expect(err).toContain('→ did you mean `checks`?\n\nshipit.yml: 2 mistakes\n');
});

test('an acknowledgement of an item that no checklist has is a warning, at its place', async () => {
  const entry = (key: string): string =>
    `- {key: "${key}", reason: it is known, by: ada, at: 2026-11-20, until: 2026-12-01}\n`;
  const files = { 'shipit.yml': around(''), '.shipit/acks.yml': `${entry('windw:b')}${entry('servers:x')}` };
  const { code, err } = await run(project(files));
  expect(code).toBe(0);
  expect(err).toContain(
    '.shipit/acks.yml:1:3 warning: no checklist has an item `windw`, so `windw:b` accepts nothing\n',
  );
  expect(err).toContain('  → did you mean `window:…`?\n');
  expect(err).toContain('.shipit/acks.yml: 2 entries; 2 warnings, no mistakes\n');
  expect((await run(project(files), { strict: true })).code).toBe(2);
  // Another checklist of the project shares them; one that cannot be read may have the item.
  const own = { ...files, 'checklists/schemas.yml': around('').replace('[window]', '[window, servers]') };
  expect((await run(project(own))).err).toContain('.shipit/acks.yml: 2 entries; 1 warning, no mistakes\n');
  expect((await run(project({ ...files, 'checklists/schemas.yml': 'x' }))).err).toContain('2 entries; nothing wrong\n');
});

test('without a file the acknowledgements of the project are looked at, too', async () => {
  const acks = '- {key: window:b, reason: it is known, by: ada, at: 2026-11-20, until: 2026-12-01}\n';
  const good = project({ 'shipit.yml': around(''), '.shipit/acks.yml': acks });
  expect(await run(good)).toMatchObject({
    code: 0,
    err: expect.stringMatching(/\n\.shipit\/acks\.yml: 1 entry; nothing wrong\n$/),
  });
  expect((await run(good, { files: ['shipit.yml'] })).err).not.toContain('acks');
  const bad = project({ 'shipit.yml': around(''), '.shipit/acks.yml': `${acks}- {key: a:c}\n` });
  const { code, err } = await run(bad);
  expect([code, err]).toEqual([2, expect.stringContaining('.shipit/acks.yml:2:3 `reason` is missing')]);
  const { out } = await run(bad, { json: true });
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    errors: [{ file: '.shipit/acks.yml', line: 2, column: 3 }, {}, {}, {}],
  });
});

test('several files are each looked at', async () => {
  const root = project({ 'a.yml': around(''), 'b.yml': around('x: 1\n') });
  const { code, err } = await run(root, { files: ['a.yml', 'b.yml', 'c.yml'] });
  expect(code).toBe(2);
  expect(err).toContain('a.yml: 1 check');
  expect(err).toContain('b.yml:3:1 unknown key `x`');
  expect(err).toContain('c.yml does not exist');
});

test('advice is printed with its place, and is no failure', async () => {
  const root = project({ 'shipit.yml': around('log: {keep: 90d}\n') });
  expect(await run(root)).toEqual({
    code: 0,
    out: '',
    err: [
      'shipit.yml:3:7 warning: `keep` of `log` is read by nothing in this version\n',
      '  → it may stay for a later version; until then nothing is checked with it\n\n',
      'shipit.yml: 1 check, 1 step, 1 after; 1 warning, no mistakes\n',
    ].join(''),
  });
});

test('on a terminal advice is wrapped between words, its place at the left', async () => {
  const { err } = await run(project({ 'shipit.yml': around('log: {keep: 90d}\n') }), { columns: 40 });
  expect(err).toBe(
    [
      'shipit.yml:3:7 warning: `keep` of',
      '    `log` is read by nothing in this',
      '    version',
      '  → it may stay for a later version;',
      '    until then nothing is checked with',
      '    it',
      '',
      'shipit.yml: 1 check, 1 step, 1 after; 1 warning, no mistakes',
      '',
    ].join('\n'),
  );
});

test('on a terminal mistakes are wrapped, too', async () => {
  const { err } = await run(project({ 'shipit.yml': around('extends: nothing\n') }), { columns: 60 });
  expect(err).toContain('  → write `shipit:default`, `./base.yml`, or a file of an\n    installed package: `@acme/');
});

test('--strict makes a warning exit code 2', async () => {
  const warned = project({ 'shipit.yml': around('log: {keep: 90d}\n') });
  const { code, err } = await run(warned, { strict: true });
  expect(code).toBe(2);
  expect(err).toMatch(/; 1 warning \(and --strict\)\n$/);
  expect((await run(warned, { strict: true, show: true })).err).toContain('warning: `keep`');
  expect((await run(project({ 'shipit.yml': around('') }), { strict: true })).code).toBe(0);
});

test('what this version cannot carry out is a warning', async () => {
  const deploy = 'deploy: {steps: [{step: web, run: a, undo: none, bake: 5m}]}\n';
  const root = project({ 'shipit.yml': `shipit: 1\napp: shop\nchecks: [window]\n${deploy}after: [{run: look}]\n` });
  const { code, err } = await run(root);
  expect(code).toBe(0);
  expect(err).toContain('shipit.yml:4:18 warning: step `web` uses `bake`, which this version cannot carry out\n');
});

test('at most 20 warnings are printed, then how many more there are', async () => {
  const targets = Array.from({ length: 25 }, (_, n) => `  t${n}: {second: signed}\n`).join('');
  const { err } = await run(project({ 'shipit.yml': around(`targets:\n${targets}`) }));
  expect(err.match(/ warning: /g)).toHaveLength(20);
  expect(err).toContain('\nand 5 more\n');
});

test('--json prints only JSON: mistakes', async () => {
  const root = project({ 'shipit.yml': around('x: 1\n'), 'b.yml': around('') });
  const { code, out, err } = await run(root, { json: true, files: ['shipit.yml', 'b.yml', 'c.yml'] });
  expect({ code, err }).toEqual({ code: 2, err: '' });
  expect(JSON.parse(out)).toEqual({
    schema: 1,
    ok: false,
    errors: [
      expect.objectContaining({ file: 'shipit.yml', line: 3, column: 1, text: 'unknown key `x`' }),
      expect.objectContaining({ file: 'c.yml', text: 'c.yml does not exist' }),
    ],
    warnings: [],
    files: [
      { file: 'shipit.yml', ok: false },
      { file: 'b.yml', ok: true, sources: [{ file: 'b.yml', sha256: expect.stringMatching(/^\w{64}$/) }] },
      { file: 'c.yml', ok: false },
    ],
  });
});

test('--json prints only JSON: warnings', async () => {
  const root = project({ 'shipit.yml': around('log: {keep: 90d}\n') });
  const { code, out } = await run(root, { json: true });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    errors: [],
    warnings: [
      { file: 'shipit.yml', line: 3, column: 7, rule: 'unread', text: expect.any(String), hint: expect.any(String) },
    ],
  });
  expect(JSON.parse((await run(root, { json: true, strict: true })).out)).toMatchObject({ ok: false });
});

test('--show prints the merged checklist on stdout, --json makes it data', async () => {
  const root = project({ 'shipit.yml': around('') });
  const { code, out, err } = await run(root, { show: true });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('  # shipit.yml:3:10\n  - window:\n    id: window\n');
  expect(JSON.parse((await run(root, { show: true, json: true })).out).files).toMatchObject([
    {
      checklist: { app: 'shop', checks: [{ window: null, id: 'window' }] },
      origins: { '/checks/0': { file: 'shipit.yml', line: 3, column: 10 } },
    },
  ]);
});

test('B1 without a checklist it says where it looked', async () => {
  const { code, err } = await run(project({}));
  expect(code).toBe(2);
  expect(err).toContain('no checklist found: looked for shipit.yml and shipit.yaml in .');
});

test('the schema is printed as JSON', async () => {
  const out: string[] = [];
  expect(await schema({ kinds, stdout: (text) => out.push(text) })).toBe(0);
  expect(JSON.parse(out.join(''))).toMatchObject({ title: 'shipit checklist' });
});
