import type { SourceAsked } from '../../run/evidence.js';
import type { CommandEnd } from '../../world/commands.js';
import { sourceOf } from '../command-verdict.js';
import type { GatherContext } from '../kind.js';
import { parseJson } from '../parse-json.js';

export type ForgeName = 'github' | 'gitlab';

/** What a forge said, as rows to be validated by whoever asked; or in words why it said nothing. */
export type ForgeAnswer =
  | { readonly known: true; readonly rows: readonly unknown[]; readonly source: SourceAsked }
  | { readonly known: false; readonly why: string; readonly missing: boolean; readonly source: SourceAsked };

export interface ForgeRequest {
  readonly forge: ForgeName;
  /** `repos/{owner}/{repo}/commits/…` of GitHub, `projects/:id/…` of GitLab; the program fills in the repository it is in. */
  readonly path: string;
  /** All pages. */
  readonly paginate?: true;
  /** For GitHub: makes one compact JSON value a row, e.g. `.check_runs[]|[.name,.status]|@json`. */
  readonly jq?: string;
  /** Work tree whose remote names the repository; that of the project unless given. Absolute. */
  readonly cwd?: string;
}

export const programOf = { github: 'gh', gitlab: 'glab' } as const;

/**
 * Asks a forge by the operator's own `gh` or `glab`, REST only: their other commands differ from version to version.
 * `missing`: the forge answered that there is no such thing (404).
 */
export async function askForge(
  { forge, path, paginate, jq, cwd }: ForgeRequest,
  context: Pick<GatherContext, 'world' | 'signal' | 'timeoutMs'>,
): Promise<ForgeAnswer> {
  const words = [
    'api',
    ...(paginate ? ['--paginate'] : []),
    ...(jq === undefined || forge === 'gitlab' ? [] : ['--jq', jq]),
    path,
  ];
  const said = await runForge(forge, words, context, cwd);
  if (!said.known) {
    return said;
  }

  const rows = jq !== undefined && forge === 'github' ? byLine(said.stdout) : documents(said.stdout);
  return rows === undefined
    ? { known: false, why: `what ${programOf[forge]} said cannot be read`, missing: false, source: said.source }
    : { known: true, rows, source: said.source };
}

/**
 * Runs `gh` or `glab` with these words, at most 20 seconds.
 * @param cwd of whose remote it is; the project's work tree unless given
 */
export async function runForge(
  forge: ForgeName,
  words: readonly string[],
  { world, signal, timeoutMs }: Pick<GatherContext, 'world' | 'signal' | 'timeoutMs'>,
  cwd: string = world.root,
): Promise<
  | { readonly known: true; readonly stdout: string; readonly source: SourceAsked }
  | Extract<ForgeAnswer, { known: false }>
> {
  const program = programOf[forge];
  const request = {
    command: [program, ...words],
    cwd,
    inherit: 'operator' as const,
    env: forgeEnvironment,
    timeoutMs: Math.min(timeoutMs, 20_000),
    signal,
    keepBytes: 2 * 1024 * 1024,
  };
  const result = await world.commands(request);
  const source = sourceOf(request, result);
  const why =
    failure(program, result.end, result.stderr) ?? (result.cut ? `${program} said more than can be read` : undefined);
  return why === undefined
    ? { known: true, stdout: result.stdout, source }
    : { known: false, why, missing: /HTTP 404|404 .*Not Found/.test(result.stderr), source };
}

/** No colours, questions, pagers or news. */
const forgeEnvironment = {
  NO_COLOR: '1',
  GH_PROMPT_DISABLED: '1',
  GH_PAGER: 'cat',
  GLAB_PAGER: 'cat',
  GH_NO_UPDATE_NOTIFIER: '1',
} as const;

/** Why the program gave no answer, with what to do. gh: exit 4 is "not logged in". @returns undefined where it ended well */
function failure(program: string, end: CommandEnd, stderr = ''): string | undefined {
  switch (end.how) {
    case 'exit':
      return end.code === 0 ? undefined : exitWords(program, end.code, stderr);
    case 'not-started':
      return `${program} is needed to ask, and ${end.error}`;
    case 'timeout':
      return `${program} did not answer in time`;
    case 'signal':
      return `${program} died with ${end.signal}`;
    case 'aborted':
      return `${program} was stopped`;
  }
}

function exitWords(program: string, code: number, stderr: string): string {
  if ((code === 4 && program === 'gh') || /HTTP 401|401 Unauthorized|not logged in/i.test(stderr)) {
    return `${program} is not logged in: ${program} auth login`;
  }

  if (/error connecting|could not resolve|connection refused|no such host|dial tcp/i.test(stderr)) {
    return `${program} cannot reach the forge: are you online?`;
  }

  const last = stderr
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
  return `${program} ended with exit ${code}${last === undefined ? '' : `: ${last.slice(0, 200)}`}`;
}

/** One value a line, each a row: `--jq … @json`. Undefined where something is not JSON. */
function byLine(output: string): readonly unknown[] | undefined {
  const rows = output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseJson);
  return rows.every((one) => one !== undefined) ? rows.map(({ value }) => value) : undefined;
}

/** Whole documents one after another, as `--paginate` prints them: the entries of arrays are rows, all else is one row. */
function documents(output: string): readonly unknown[] | undefined {
  const whole = parseJson(output.trim() === '' ? '[]' : output);
  const pages = whole === undefined ? parseJson(`[${output.trim().replaceAll(/\]\s*\[/g, '],[')}]`) : undefined;
  return whole !== undefined
    ? rowsOf(whole.value)
    : pages === undefined
      ? undefined
      : rowsOf(pages.value).flatMap(rowsOf);
}

const rowsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
