import { setMaxListeners } from 'node:events';
import type { DoneSection } from './frames.js';
import { lateProblem } from './problems.js';
import type { HostAnswer, HostProblem, HostRequest, SectionAnswer, SectionRequest } from './types.js';

/** Somebody who waits for sections of a host, perhaps together with others. */
export interface Asker {
  readonly sections: readonly SectionRequest[];
  /** `performance.now()` when it stops waiting. */
  readonly deadline: number;
  readonly answer: Promise<HostAnswer>;
  readonly isDone: () => boolean;
  /** Whether every section came. */
  readonly isComplete: () => boolean;
  /** The host began to answer. */
  readonly heard: () => void;
  /** @param key of the section, by `sectionKey` */
  readonly give: (key: string, answer: DoneSection) => void;
  /** Nothing more will come. */
  readonly end: (problem: HostProblem | undefined) => void;
}

/** Equal for what is the same word for word, whoever asks. */
export const sectionKey = ({ script, call, env = {} }: SectionRequest): string =>
  JSON.stringify([script, call, Object.entries(env).sort()]);

export function openAsker(host: string, { sections, timeoutMs, signal }: HostRequest): Asker {
  const started = performance.now();
  const keys = new Map(sections.map((section) => [section.name, sectionKey(section)]));
  const came = new Map<string, DoneSection>();
  let isHeard = false;
  let isDone = false;
  let resolve: (answer: HostAnswer) => void = () => {};
  const answer = new Promise<HostAnswer>((settle) => {
    resolve = settle;
  });

  const answerOf = (key: string): SectionAnswer => came.get(key) ?? { how: 'missing' };
  const isComplete = (): boolean => [...keys.values()].every((key) => came.has(key));

  const end = (problem: HostProblem | undefined): void => {
    if (isDone) {
      return;
    }

    isDone = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
    const answers = new Map([...keys].map(([name, key]) => [name, answerOf(key)]));
    const ms = Math.round(performance.now() - started);
    resolve({ host, sections: answers, ...(problem && !isComplete() && { problem }), ms });
  };

  const leave = (): void => end({ kind: 'aborted', text: 'not asked to the end' });
  const timer = setTimeout(() => end(lateProblem(timeoutMs, isHeard)), timeoutMs);
  // All hosts of a target hang on the signal of one check; node would warn of more than ten.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) {
    leave();
  }

  const give = (key: string, section: DoneSection): void => {
    came.set(key, section);
    if (isComplete()) {
      end(undefined);
    }
  };

  const heard = (): void => {
    isHeard = true;
  };
  return { sections, deadline: started + timeoutMs, answer, isDone: () => isDone, isComplete, heard, give, end };
}
