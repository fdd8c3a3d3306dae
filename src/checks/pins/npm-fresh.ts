import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SourceAsked } from '../../run/evidence.js';
import { plural } from '../../text/plural.js';
import { sourceOf } from '../command-verdict.js';
import { folderOf, nameOf } from './lock-files.js';
import type { NodeFresh, NodeFreshRequest, PinsPart } from './model.js';
import { npmAnswer } from './npm-answer.js';
import { importPackages } from './npm-imports.js';
import { readNpmLock } from './npm-lock.js';
import { readManifest } from './npm-manifest.js';
import { npmSettings } from './npm-settings.js';

/**
 * Installs every project that has a lock of npm into a temporary directory, from the release's own files and without
 * running a single script of a package, and imports what it names. Nothing of it stays.
 */
export async function freshNode(request: NodeFreshRequest): Promise<readonly NodeFresh[]> {
  const ends = performance.now() + request.timeoutMs;
  const done: NodeFresh[] = [];
  for (const part of request.parts.filter((one) => one.ecosystem === 'npm')) {
    const lock = part.files.find(({ path }) => lockName.test(nameOf(path)));
    if (lock !== undefined) {
      done.push(await freshOne(part, lock.path, { ...request, timeoutMs: Math.max(1000, ends - performance.now()) }));
    }
  }

  return done;
}

const lockName = /^(?:package-lock|npm-shrinkwrap)\.json$/;

async function freshOne(part: PinsPart, lockPath: string, request: NodeFreshRequest): Promise<NodeFresh> {
  const { commands, files, signal, progress } = request;
  const manifest = readManifest(files.text(part.name) ?? '');
  const lock = readNpmLock(files.text(lockPath) ?? '');
  if (!manifest.ok || !lock.ok) {
    return unknown(part, `nobody knows whether ${part.name} installs today: it could not be read`);
  }

  const top = await mkdtemp(join(tmpdir(), 'shipit-npm-'));
  const ends = performance.now() + request.timeoutMs;
  try {
    await place(part, request, top);
    const cwd = join(top, folderOf(part.name));
    progress(`npm ci of ${part.name}`);
    const result = await commands({
      command: npmCi,
      cwd,
      inherit: 'settings',
      env: quiet,
      timeoutMs: request.timeoutMs * 0.8,
      signal,
    });
    const sources: readonly SourceAsked[] = [sourceOf({ command: npmCi }, result)];
    const fresh = npmAnswer(part.name, result, lock.value.packages.filter(({ isOurs }) => !isOurs).length);
    if (fresh.verdict !== 'go') {
      return { name: part.name, fresh, imports: [], tried: 0, sources };
    }

    const names = [...manifest.value.dependencies.keys()];
    progress(`importing ${plural(names.length, 'package')} of ${part.name}`);
    const { imports, tried } = await importPackages({
      ...{ commands, cwd, names, signal },
      lock: lock.value,
      timeoutMs: Math.max(1000, ends - performance.now()),
    });
    return { name: part.name, fresh, imports, tried, sources };
  } finally {
    await rm(top, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

const unknown = (part: PinsPart, text: string): NodeFresh => ({
  name: part.name,
  fresh: { verdict: 'unknown', text },
  imports: [],
  tried: 0,
  sources: [],
});

const npmCi = ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--fetch-retries=0'];

const quiet = { npm_config_update_notifier: 'false', npm_config_loglevel: 'error', NO_COLOR: '1' };

/** Its manifests, its lock, the folders it installs from, and the registries it names. */
async function place({ name, files: own }: PinsPart, { files }: NodeFreshRequest, top: string): Promise<void> {
  for (const { path } of own) {
    const text = files.text(path);
    if (text !== undefined) {
      await mkdir(dirname(join(top, path)), { recursive: true });
      await writeFile(join(top, path), text);
    }
  }

  const settings = npmSettings(files.text(`${folderOf(name)}.npmrc`) ?? '');
  await writeFile(join(top, folderOf(name), '.npmrc'), settings);
}
