'use strict';

/*
 * Loads the bundle through a code cache: V8's compiled code of the last start, kept for each user. It saves a quarter
 * of the time to the first frame. Where it cannot be used (no home, foreign or open directory, disk full) everything
 * works without it, and nothing is said.
 */

const fs = require('node:fs');
const { dirname, isAbsolute, join } = require('node:path');
const { Script, constants } = require('node:vm');

/** Node can be asked for the cache once the first screen is drawn; before that it would hold half the functions. */
const keepAfterMs = 2000;

exports.loadBundle = (folder, entry) => {
  const cache = openCache(process.env);
  const modules = new Map();
  const isStillThis = sameBuild(folder, entry);

  const load = (name) => {
    const known = modules.get(name);
    if (known) {
      return known.exports;
    }
    const file = join(folder, name);
    if (!isStillThis() || (name !== entry && !fs.existsSync(file))) {
      throw replaced();
    }
    const module = { exports: {} };
    modules.set(name, module);
    const requireFrom = (id) => (id.startsWith('./') ? load(id.slice(2)) : require(id));
    try {
      compile(file, name, cache).runInThisContext()(module.exports, requireFrom, module, file, folder);
    } catch (error) {
      // Whoever asks again is told again, and does not get half of it.
      modules.delete(name);
      throw error;
    }
    return module.exports;
  };

  return load(entry);
};

/** Whether what lies there is still what was started: the same files, or the same build and version of it once more. */
function sameBuild(folder, entry) {
  const file = join(folder, entry);
  const files = () => {
    const { ino, size, mtimeMs } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
    return `${ino} ${size} ${mtimeMs}`;
  };
  const build = () => [file, join(folder, '..', 'package.json')].map(readIfThere).join();
  const [began, first] = [files(), build()];
  return () => files() === began || build() === first;
}

/** Pieces of two versions do not fit together. */
const replaced = () =>
  Object.assign(new Error('shipit was upgraded, or removed, while it was open'), { code: 'SHIPIT_REPLACED' });

const wrapper = '(function (exports, require, module, __filename, __dirname) { ';

function compile(filename, name, cache) {
  // The build writes nothing but ASCII (build/ascii.ts); so V8 gets one byte for each character.
  const source = fs.readFileSync(filename, 'latin1');
  const cachedName = cache && cacheName(name, source);
  const cachedFile = cachedName && join(cache, cachedName);
  const cachedData = cachedFile && readIfThere(cachedFile);
  const script = new Script(`${wrapper}${source}\n})`, {
    filename,
    columnOffset: -wrapper.length,
    cachedData,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (cachedFile && (!cachedData || script.cachedDataRejected)) {
    keepLater(() => keep(cachedFile, script.createCachedData()));
  }
  return script;
}

/** By what is in it: the build ends every piece with a hash of its text (build/fingerprint.ts). */
function cacheName(name, source) {
  const [, fingerprint] = /\n\/\/ build ([0-9a-f]{64})\n$/.exec(source.slice(-80)) ?? [];
  return fingerprint && `${name}-${process.version}-${process.arch}-${fingerprint}.bin`;
}

/** A folder that only this user can write to, or nothing: what lies in there is run. */
function openCache(env) {
  try {
    const base = isAbsolute(env.XDG_CACHE_HOME ?? '')
      ? env.XDG_CACHE_HOME
      : join(require('node:os').homedir(), '.cache');
    if (!isAbsolute(base)) {
      // Node takes an empty HOME as it is: what is run would lie in the project.
      return undefined;
    }
    const folder = join(base, 'shipit');
    makeFolder(base);
    // Under sudo with the home of somebody else, nothing is left there that its owner could not use.
    if (fs.statSync(base).uid !== process.getuid()) {
      return undefined;
    }
    makeFolder(folder);
    const { uid, mode } = fs.lstatSync(folder);
    return uid === process.getuid() && (mode & 0o170077) === fs.constants.S_IFDIR ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** One level only: a recursive mkdir below /proc never returns on Node 20. */
function makeFolder(folder) {
  if (!fs.existsSync(folder)) {
    fs.mkdirSync(folder, { mode: 0o700 });
  }
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

let waiting = [];

/** When the program had time to compile what it needs, or at its end: whatever comes first. */
function keepLater(work) {
  waiting.push(work);
  if (waiting.length > 1) {
    return;
  }
  const once = () => {
    const all = waiting;
    waiting = [];
    for (const each of all) {
      each();
    }
  };
  setTimeout(once, keepAfterMs).unref();
  process.once('exit', once);
}

/** Under another name first: nobody ever reads half a file. */
function keep(file, bytes) {
  try {
    const temporary = `${file}.${process.pid}`;
    fs.writeFileSync(temporary, bytes, { mode: 0o600, flag: 'wx' });
    fs.renameSync(temporary, file);
    removeOlder(file);
  } catch {
    // The next start is a little slower, that is all.
  }
}

function removeOlder(file) {
  const folder = dirname(file);
  const family = file.slice(folder.length + 1, file.lastIndexOf('-') + 1);
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith(family) && join(folder, name) !== file) {
      fs.rmSync(join(folder, name), { force: true });
    }
  }
}
