import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { differenceOf, type HostDifference } from '../../src/checks/patches/host-difference.js';
import { openRepository } from '../../src/world/git.js';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { contextIn, target } from '../checks/gathering.js';
import { type Files, repository, temporaryDirectory } from '../helpers/repository.js';
import { type HostSetup, hosts, testSsh } from '../helpers/sshd.js';

const files = {
  'app.py': 'one\ntwo\nthree\n',
  'run.sh': '#!/bin/sh\n',
  'assets/logo.txt': 'logo\n',
  'docs/notes.md': 'not deployed\n',
  '.gitattributes': 'docs export-ignore\n',
};

/** A project, and a host that has it deployed: with its `.git`, or as an archive. */
async function deployed(how: 'clone' | 'archive', setup: HostSetup = {}, more: Files = {}) {
  const project = repository({ ...files, ...more });
  symlinkSync('app.py', path.join(project.root, 'current'));
  project.commit('A link');
  const net = await hosts({ web1: setup });
  const tree = path.join(net.at('web1').home, 'srv');
  if (how === 'clone') {
    execFileSync('git', ['clone', '--quiet', `file://${project.root}`, tree]);
  } else {
    mkdirSync(tree);
    execFileSync('sh', ['-c', 'git archive HEAD | tar -x -C "$1"', 'sh', tree], { cwd: project.root });
  }

  const base = project.git('rev-parse', 'HEAD');
  const look = async (ignore: readonly string[] = []): Promise<HostDifference> => {
    const git = await openRepository(project.root, net.commands);
    const { world, signal } = await contextIn(project.root);
    return differenceOf('web1', {
      world: { ...world, git, ssh: createSsh(net.commands, project.root) },
      target: { ...target, hosts: ['web1'], path: tree },
      previous: { commit: base, sources: ['log'] },
      signal,
      timeoutMs: 20_000,
      ignore,
    });
  };
  return { project, net, tree, base, look };
}

const summary = (difference: HostDifference): unknown =>
  difference.known ? difference.files.map(({ path: file, what }) => `${what} ${file}`) : difference.why;

describe.each<['clone' | 'archive']>([['clone'], ['archive']])('a host that has the tree as a %s', (how) => {
  testSsh('and nothing changed differs in nothing', async () => {
    const { look, base } = await deployed(how);
    expect(await look()).toEqual({ known: true, host: 'web1', base, files: [], diff: Buffer.alloc(0) });
  });

  testSsh(
    'M6 has everything named that was changed, added, taken away, made executable, or linked elsewhere',
    async () => {
      const { look, tree, project } = await deployed(how);
      writeFileSync(path.join(tree, 'app.py'), 'one\nTWO\nthree\n');
      writeFileSync(path.join(tree, 'hot.py'), 'print(1)\n');
      mkdirSync(path.join(tree, 'new dir'));
      writeFileSync(path.join(tree, 'new dir', 'a "b"\n$c.py'), 'x\n');
      rmSync(path.join(tree, 'assets'), { recursive: true });
      chmodSync(path.join(tree, 'run.sh'), 0o644);
      rmSync(path.join(tree, 'current'));
      symlinkSync('hot.py', path.join(tree, 'current'));

      const difference = await look();
      expect(summary(difference)).toEqual([
        'changed app.py',
        'removed assets/logo.txt',
        'link current',
        'added hot.py',
        'added new dir/a "b"\n$c.py',
        'mode run.sh',
      ]);
      // What was taken from the host makes of the deployed commit what the host has.
      const other = path.join(temporaryDirectory(), 'other');
      execFileSync('git', ['clone', '--quiet', `file://${project.root}`, other]);
      execFileSync('git', ['apply', '-'], { cwd: other, input: difference.known ? difference.diff : '' });
      const { stdout } = spawnSync('diff', ['-r', '--exclude=.git', '--exclude=docs', other, tree], {
        encoding: 'utf8',
      });
      expect(stdout).toBe('');
    },
  );

  testSsh('is not looked at where things are rendered or compiled', async () => {
    const { look, tree } = await deployed(how);
    mkdirSync(path.join(tree, 'log'));
    mkdirSync(path.join(tree, 'lib/__pycache__'), { recursive: true });
    for (const file of ['log/a.log', 'lib/__pycache__/x.py', 'lib/y.pyc', 'REVISION', '.env', 'assets/app-3f2a.css']) {
      writeFileSync(path.join(tree, file), 'x\n');
    }

    expect(summary(await look())).toEqual(['added assets/app-3f2a.css']);
    expect(summary(await look(['assets/*.css']))).toEqual([]);
  });

  testSsh('has files named whose text is too large, and does not compare it', async () => {
    const { look, tree } = await deployed(how);
    writeFileSync(path.join(tree, 'dump.sql'), 'x\n'.repeat(200_000));
    expect(await look()).toMatchObject({
      files: [
        { path: 'dump.sql', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), withoutText: 'it is larger than 256 KiB' },
      ],
    });
  });

  testSsh('has a file named whose name is not UTF-8', async () => {
    const { look, tree } = await deployed(how);
    writeFileSync(Buffer.concat([Buffer.from(`${tree}/hot_`), Buffer.from([0xe9]), Buffer.from('.py')]), 'x\n');
    expect(summary(await look())).toEqual(['changed hot_\ufffd.py']);
  });

  testSsh('and a file whose name holds what stands for a line break is not what was deployed', async () => {
    const { look, tree } = await deployed(how);
    writeFileSync(path.join(tree, '\u0001soh.py'), 'x\n');
    expect(summary(await look())).toEqual(
      how === 'clone' ? ['changed \nsoh.py'] : 'not all of its tree could be read: 1 file could not be read',
    );
  });

  testSsh('that has nothing to do with the project is unknown, not a list of a thousand lines', async () => {
    const { look, tree } = await deployed(how);
    for (let at = 0; at < 501; at++) {
      writeFileSync(path.join(tree, `f${at}`), '');
    }

    expect(summary(await look())).toMatch(
      /^501 files differ \(f0, f1, f10, …\): is this tree made from this project\?$/,
    );
  });

  testSsh('whose tree is gone is unknown, not unchanged', async () => {
    const { look, tree } = await deployed(how);
    rmSync(tree, { recursive: true });
    expect(summary(await look())).toBe(`there is no ${tree}, or nobody may look`);
  });

  testSsh('of a plain user who may not read everything is unknown, not unchanged', async () => {
    const { look, tree } = await deployed(how, { as: 'plain' });
    mkdirSync(path.join(tree, 'secret'));
    writeFileSync(path.join(tree, 'secret/x'), '');
    chmodSync(path.join(tree, 'secret'), 0o700);
    const difference = await look();
    if (process.getuid?.() === 0) {
      expect(summary(difference)).toMatch(/^not all of its tree could be read: .*secret.*Permission denied/);
    } else {
      expect(summary(difference)).toEqual(['added secret/x']);
    }
  });
});

testSsh('two names that are not UTF-8 and look alike are not taken for one', async () => {
  const { look, tree } = await deployed('archive');
  for (const byte of [0xe8, 0xe9]) {
    writeFileSync(Buffer.concat([Buffer.from(`${tree}/hot_`), Buffer.from([byte])]), 'x\n');
  }

  expect(summary(await look())).toMatch(/^not all of its tree could be read: names that cannot be told/);
});

/** Tells git on a host not to look at files, in the way a sparse work tree does or as somebody who hides a change. */
const hide = (tree: string, how: '--skip-worktree' | '--assume-unchanged', names: readonly string[]): void =>
  void execFileSync('git', ['update-index', how, '--', ...names], { cwd: tree });

testSsh(
  'a change that git was told not to look at is found behind all that a sparse work tree leaves out',
  async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`a/f${at}`, `${at}\n`]));
    const { look, tree } = await deployed('clone', {}, { ...many, 'z.py': 'z\n' });
    hide(tree, '--skip-worktree', Object.keys(many));
    rmSync(path.join(tree, 'a'), { recursive: true });
    expect(summary(await look())).toEqual([]);
    hide(tree, '--assume-unchanged', ['z.py']);
    writeFileSync(path.join(tree, 'z.py'), 'hot\n');
    expect(summary(await look())).toEqual(['changed z.py']);
  },
);

testSsh('more files hidden from git than are looked at are unknown, not unchanged', async () => {
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`a/f${at}`, `${at}\n`]));
  const { look, tree } = await deployed('clone', {}, many);
  hide(tree, '--assume-unchanged', Object.keys(many));
  expect(summary(await look())).toMatch(/more than 200 files that its git was told not to look at$/);
});

testSsh('a tree that belongs to somebody else is read all the same, and its filters are not started', async () => {
  const { look, tree, net } = await deployed('clone', { as: 'plain' });
  writeFileSync(path.join(tree, 'app.py'), 'else\n');
  expect(summary(await look())).toEqual(['changed app.py']);
  if (process.getuid?.() !== 0) {
    // Then it is the login's own tree.
    return;
  }

  const mark = path.join(net.at('web1').home, 'started');
  execFileSync('git', ['config', 'filter.x.clean', `touch ${mark}; cat`], { cwd: tree });
  execFileSync('git', ['config', 'core.fsmonitor', `touch ${mark}`], { cwd: tree });
  writeFileSync(path.join(tree, '.git/info/attributes'), '* filter=x\n');
  chmodSync(net.at('web1').home, 0o777);
  expect(summary(await look())).toEqual(['changed app.py']);
  expect(() => cpSync(mark, '/dev/null')).toThrow('ENOENT');
});

testSsh('what git was told not to look at is looked at', async () => {
  const { look, tree } = await deployed('clone');
  execFileSync('git', ['update-index', '--assume-unchanged', 'app.py', 'run.sh'], { cwd: tree });
  writeFileSync(path.join(tree, 'app.py'), 'else\n');
  expect(summary(await look())).toEqual(['changed app.py']);
});

testSsh('a host on another commit is compared with that one; one that nobody here has is unknown', async () => {
  const { look, tree, project } = await deployed('clone');
  const newer = project.commit('Newer', { 'app.py': 'newer\n' });
  execFileSync('git', ['pull', '--quiet'], { cwd: tree });
  expect(await look()).toMatchObject({ base: newer, files: [] });
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a', 'commit', '--quiet', '--allow-empty', '-m', 'x'], {
    cwd: tree,
  });
  expect(summary(await look())).toMatch(/^its commit [0-9a-f]{7} is not in this clone$/);
});

testSsh('without sha256sum and git nothing is known', async () => {
  const bin = temporaryDirectory();
  const { look } = await deployed('archive', { env: { PATH: bin } });
  for (const name of ['env', 'sh', 'mktemp', 'rm', 'mkdir', 'tail', 'timeout', 'sed', 'tr', 'wc', 'head', 'cat']) {
    symlinkSync(execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim(), path.join(bin, name));
  }

  expect(summary(await look())).toBe('it has neither git nor sha256sum');
});
