import type { SectionAnswer, SectionRequest, Ssh } from '../../world/ssh/types.js';

/** What came of a section; `unasked`: nobody could be asked, in words. Texts are raw. */
export type Asked =
  | Extract<SectionAnswer, { readonly how: 'done' }>
  | { readonly how: 'unasked'; readonly text: string };

/** Runs a shell function where a probe looks: on a host, or here. Resolves in any case. */
export type Ask = (section: Omit<SectionRequest, 'name'>, signal: AbortSignal) => Promise<Asked>;

/**
 * Asks a host. What several probes want of it at one moment goes over one connection.
 * @param timeoutMs the wait for a free connection included
 */
export const askHost =
  (ssh: Ssh, host: string, timeoutMs: number): Ask =>
  async (section, signal) => {
    const { sections, problem } = await ssh.ask(host, { sections: [{ ...section, name: 'probe' }], timeoutMs, signal });
    const answer = sections.get('probe');
    if (answer?.how === 'done') {
      return answer;
    }

    const hint = problem?.hint === undefined ? '' : ` (${problem.hint})`;
    return { how: 'unasked', text: `${problem?.text ?? 'the connection ended before it answered'}${hint}` };
  };
