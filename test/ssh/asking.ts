import type { HostAnswer, SectionRequest, Ssh } from '../../src/world/ssh/types.js';

/** A section with a script of its own. */
export const section = (name: string, body: string, ...words: readonly string[]): SectionRequest => ({
  name,
  script: `try_${name}() {\n${body}\n}\n`,
  call: [`try_${name}`, ...words],
});

/** Asks with a time that no test reaches by accident. */
export const ask = (
  ssh: Ssh,
  host: string,
  sections: readonly SectionRequest[],
  { timeoutMs = 25_000, signal = new AbortController().signal } = {},
): Promise<HostAnswer> => ssh.ask(host, { sections, timeoutMs, signal });

/** By name: its text, or why there is none. */
export const texts = ({ sections }: HostAnswer): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...sections].map(([name, answer]) => [name, answer.how === 'done' ? answer.text.trim() : answer.how]),
  );

/** @returns once `holds` does */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
