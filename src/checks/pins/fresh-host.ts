import type { SourceAsked } from '../../run/evidence.js';
import { HostsUnknown } from '../../world/ssh/types.js';
import type { FreshPython, FreshQuestion, FreshRoot } from './fresh-python.js';
import type { CommitFiles } from './model.js';
import script from './pins.sh';
import { isTooOld, type PickedPython } from './python-pick.js';
import { readReport } from './python-report.js';
import { pipFailure } from './python-resolve.js';
import type { Requested } from './requirements-words.js';
import { requested } from './requirements-words.js';

/** Asks pip on the first host of the target: with the python, the platform and the index of the servers themselves. */
export async function freshOnHost(question: FreshQuestion): Promise<FreshPython> {
  const { context, options, roots, running } = question;
  const wanted = options.python ?? running;
  const told = wanted === undefined ? {} : { wanted };
  const host = await firstHost(question);
  if ('why' in host) {
    return { roots: roots.map((root) => unknown(root, host.why)), sources: [], ...told };
  }

  const ends = performance.now() + context.timeoutMs * 0.9;
  const asked: OnHost[] = [];
  for (const root of roots) {
    asked.push(await rootOnHost(root, host.name, Math.max(1000, ends - performance.now()), question));
  }
  const used = asked.flatMap(({ python }) => python ?? [])[0];
  return {
    roots: asked.map(({ root }) => root),
    sources: asked.flatMap(({ source }) => source ?? []),
    ...(used === undefined ? {} : { with: used }),
    ...told,
  };
}

async function firstHost({ context }: FreshQuestion): Promise<{ readonly name: string } | { readonly why: string }> {
  const { world, target, signal } = context;
  try {
    const [name] = await world.ssh.hostsOf(target, signal);
    return name === undefined ? { why: `${target.name} has no hosts` } : { name };
  } catch (error) {
    if (error instanceof HostsUnknown) {
      return { why: error.message };
    }

    throw error;
  }
}

interface OnHost {
  readonly root: FreshRoot;
  readonly python?: PickedPython;
  readonly source?: SourceAsked;
}

const unknown = (root: string, why: string): FreshRoot => ({ root, answer: { state: 'unknown', why } });

async function rootOnHost(root: string, host: string, timeoutMs: number, question: FreshQuestion): Promise<OnHost> {
  const { context, files } = question;
  const { world, target, signal, progress } = context;
  const asks = requested(root, files);
  const problem = whyNotSent(asks, files);
  if (problem !== undefined) {
    return { root: unknown(root, problem) };
  }

  progress(`pip resolves ${root} on ${host}`);
  const sent = asks.paths.flatMap((path) => [path, files.text(path) ?? '']);
  const pythons = [...target.runtimes.map((runtime) => `${runtime}/bin/python`), ...pythonsFor(question)].join('\n');
  const answer = await world.ssh.ask(host, {
    sections: [
      {
        name: 'pins resolve',
        script,
        call: [
          'pins_resolve',
          String(Math.ceil(timeoutMs / 1000)),
          pythons,
          String(asks.paths.length),
          ...sent,
          ...asks.words,
        ],
      },
    ],
    timeoutMs,
    signal,
  });
  const said = answer.sections.get('pins resolve');
  const source: SourceAsked = { cmd: `ssh ${host} pip install --dry-run ${asks.words.join(' ')}`, ms: answer.ms };
  return said === undefined || said.how === 'missing'
    ? {
        root: unknown(root, `${host} could not be asked: ${answer.problem?.text ?? 'the answer is not whole'}`),
        source,
      }
    : { ...understood(root, host, said.text, source), source };
}

const pythonsFor = ({ options, running }: FreshQuestion): readonly string[] => {
  const wanted = options.python ?? running;
  return [...(wanted === undefined ? [] : [`python${wanted}`]), 'python3'];
};

/** Undefined: it can be sent. The whole repository is not. */
function whyNotSent({ missing, needsTree, paths }: Requested, files: CommitFiles): string | undefined {
  if (missing !== undefined) {
    return `${missing} could not be read`;
  }

  const characters = paths.reduce((sum, path) => sum + (files.text(path)?.length ?? 0), 0);
  return needsTree
    ? 'it installs something from the repository itself: leave out `host: first`'
    : characters > mostCharacters
      ? 'it is too long to be sent to a host: leave out `host: first`'
      : paths.some((path) => files.text(path)?.includes('\0'))
        ? 'it holds a NUL character'
        : undefined;
}

const mostCharacters = 512 * 1024;

function understood(root: string, host: string, text: string, source: SourceAsked): Omit<OnHost, 'source'> {
  const [first = '', second = '', ...rest] = text.split('\n');
  const [, why] = /^unread (.*)$/.exec(first) ?? [];
  const [, pip, python] = /^pip (\d\S*) .*\(python (\d+\.\d+)\)/.exec(first) ?? [];
  const code = /^exit (\d{1,3})$/.exec(second)?.[1];
  if (why !== undefined || pip === undefined || python === undefined || code === undefined) {
    return { root: unknown(root, `${host}: ${why ?? 'the answer is not understood'}`) };
  }

  if (isTooOld(pip)) {
    return {
      root: unknown(root, `pip ${pip} on ${host} cannot tell what it would install: it takes pip 22.2 or newer`),
    };
  }

  const picked = { program: `${host} python`, python, pip };
  const body = rest.join('\n');
  if (code !== '0') {
    const failure = pipFailure({ end: { how: 'exit', code: Number(code) }, stderr: body });
    return { root: { root, answer: { ...failure, source } }, python: picked };
  }

  const resolved = readReport(body);
  return resolved === undefined
    ? { root: unknown(root, `${host}: pip left no report that can be read`), python: picked }
    : { root: { root, answer: { state: 'resolved', resolved, source } }, python: picked };
}
