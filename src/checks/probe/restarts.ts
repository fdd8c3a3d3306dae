import type { Ask } from './ask.js';
import type { Look } from './look.js';
import probeScript from './probe.sh';
import { countSinceDeploy } from './since-deploy.js';
import type { RestartsProbe } from './spec.js';

/** Looks at how often systemd started services again, again and again. */
export interface RestartsReader {
  readonly look: (excused: boolean, signal: AbortSignal) => Promise<Look>;
}

/** By unit: how often systemd started it again since somebody started it. */
export type Restarts = Readonly<Record<string, number>>;

/**
 * Before the deploy: what they are compared with.
 * @see https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.systemd1.html `NRestarts`
 */
export async function lookAtRestarts({ units }: RestartsProbe, ask: Ask, signal: AbortSignal): Promise<Look> {
  const found = await askRestarts(units, ask, signal);
  return typeof found === 'string'
    ? { state: 'unknown', text: found }
    : { state: 'ok', text: 'only what comes after the deploy counts', kept: { restarts: found } };
}

/**
 * Counts what is started again since the deploy. A start by hand sets systemd's number back: a smaller one than before is
 * counted from 0.
 * @param before undefined: nobody knows what it was, so that the first look is the beginning, and proves nothing
 */
export function watchRestarts(
  { units }: RestartsProbe,
  ask: Ask,
  { before, forgiven = 0 }: { readonly before: Restarts | undefined; readonly forgiven?: number },
): RestartsReader {
  const counted = countSinceDeploy('restart', 0, forgiven);
  let last = before;
  let count = 0;
  let first: string | undefined;
  return {
    async look(excused, signal) {
      counted.begin(excused, count);
      const now = await askRestarts(units, ask, signal);
      const failed = (): Look | undefined => counted.failed(count, first);
      const unknown = (text: string): Look => ({
        state: 'unknown',
        value: count,
        text,
        // Without a beginning it can never be called well.
        ...(before === undefined ? { forGood: true } : {}),
      });
      if (typeof now === 'string') {
        return failed() ?? unknown(now);
      }

      for (const [unit, times] of Object.entries(now)) {
        const more = risen(last?.[unit] ?? times, times);
        count += more;
        first ??= more > 0 ? `systemd starts ${unit} again and again` : undefined;
      }

      last = now;
      counted.looked();
      return (
        failed() ??
        (before === undefined
          ? unknown('nobody knows what it was before the deploy')
          : { state: 'ok', value: count, text: counted.quiet(count) })
      );
    },
  };
}

const risen = (from: number, to: number): number => (to < from ? to : to - from);

/** @returns why nobody can say, in words */
async function askRestarts(units: readonly string[], ask: Ask, signal: AbortSignal): Promise<Restarts | string> {
  const asked = await ask({ script: probeScript, call: ['probe_restarts', ...units] }, signal);
  return asked.how === 'unasked' ? asked.text : readRestarts(asked.text, units);
}

/** @returns why it says nothing, in words. Raw */
export function readRestarts(text: string, units: readonly string[]): Restarts | string {
  const [, none] = /^error (.*)$/m.exec(text) ?? [];
  const found = new Map<string, number>();
  for (const part of text.split(/^unit /m).slice(1)) {
    const [unit = ''] = part.split('\n');
    const [, load] = /^LoadState=(.*)$/m.exec(part) ?? [];
    const [, times] = /^NRestarts=(\d+)$/m.exec(part) ?? [];
    if (load === 'not-found') {
      return `there is no service ${unit}`;
    }

    if (times !== undefined) {
      found.set(unit, Number(times));
    }
  }

  const missing = units.find((unit) => !found.has(unit));
  return missing === undefined
    ? Object.fromEntries(found)
    : (none ?? `systemd does not say how often it started ${missing} again`);
}
