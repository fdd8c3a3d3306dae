import { commandWords } from '../../world/command-words.js';
import type { HostAnswer, SectionAnswer, SectionRequest } from '../../world/ssh/types.js';
import { commandVerdict } from '../command-verdict.js';
import probeScript from './probe.sh';
import { allSection, readAll } from './probe-all.js';
import { optionsOf, type WrittenProbe } from './probe-options.js';
import type { ProbeResult } from './snapshot.js';

/** How long a command may take on the host, in seconds (checks.md section 5.5). */
const probeSeconds = 10;

type Probes = Readonly<Record<string, WrittenProbe>>;

/** The probes that run on one of the hosts: those for each, for the first one, and for it by name. */
export const probesFor = (probes: Probes, host: string, hosts: readonly string[]): Probes =>
  Object.fromEntries(
    Object.entries(probes).filter(([, written]) => {
      const { host: where } = optionsOf(written);
      return where === 'each' || where === host || (where === 'first' && hosts[0] === host);
    }),
  );

/** What is asked of a host to run them. */
export const probeSections = (
  probes: Probes,
  runtimes: readonly string[],
  env: Readonly<Record<string, string>>,
): readonly SectionRequest[] =>
  Object.entries(probes).map(([name, written]): SectionRequest => {
    const { command, all, of } = optionsOf(written);
    if (all !== undefined) {
      return allSection({ section: sectionOf(name), all, runtimes, ...(of === undefined ? {} : { of }) });
    }

    const words = commandWords(command ?? []);
    return { name: sectionOf(name), script: probeScript, call: ['servers_probe', String(probeSeconds), ...words], env };
  });

/** What they came to, by name. */
export const probeResults = (probes: Probes, answer: HostAnswer): Readonly<Record<string, ProbeResult>> =>
  Object.fromEntries(
    Object.entries(probes).map(([name, written]) => {
      const section = answer.sections.get(sectionOf(name));
      return [name, optionsOf(written).all === undefined ? readCommand(section) : readAll(section)];
    }),
  );

const sectionOf = (name: string): string => `probe:${name}`;

/** coreutils' `timeout` ends with 124 when it had to end the command. */
const timedOut = 124;

function readCommand(section: SectionAnswer | undefined): ProbeResult {
  if (section === undefined || section.how === 'missing') {
    return { state: 'unknown', text: 'the connection ended before the answer was complete' };
  }

  const { rc, err, text } = section;
  if (rc === timedOut) {
    return { state: 'unknown', text: `no result after ${probeSeconds} s` };
  }

  const { verdict, summary } = commandVerdict({
    end: { how: 'exit', code: rc },
    stdout: '',
    stderr: '',
    all: '',
    ms: 0,
    bytes: 0,
    cut: false,
  });
  if (verdict === 'go') {
    return { state: 'ok', text: summary };
  }

  const words = rc === 127 ? 'not installed there (exit 127)' : summary;
  const said = rc === 127 ? undefined : (lastLine(err) ?? lastLine(text));
  const state = verdict === 'no-go' ? 'failed' : 'unknown';
  return { state, text: said === undefined || summary.startsWith('died') ? words : `${words}: ${said}` };
}

const lastLine = (text: string): string | undefined =>
  text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '')
    ?.slice(0, 200);
