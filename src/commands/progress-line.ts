import type { CommandContext } from './context.js';
import type { Signals } from './signals.js';

export interface ProgressLine {
  readonly what: string;
  /** What Ctrl-C does. */
  readonly skips: string;
  readonly stdout: CommandContext['stdout'];
  readonly signals: Signals;
  /** Said once, in a whole line. */
  readonly plain: boolean;
}

/** Says on a line of its own what shipit is at between two screens; whoever presses Ctrl-C waits no longer. */
export async function withProgress<Value>(
  { what, skips, stdout, signals, plain }: ProgressLine,
  work: (signal: AbortSignal, progress: (text: string) => void) => Promise<Value>,
): Promise<Value> {
  const leave = new AbortController();
  signals.onInterrupt(() => leave.abort());
  void signals.received.then(() => leave.abort());
  let said = '';
  const say = (text: string): void => {
    const line = `shipit: ${what}${text === '' ? '' : `, ${text}`} (Ctrl-C ${skips})`;
    if (plain ? said === '' : line !== said) {
      stdout.write(plain ? `${line}\n` : `\r\u001B[K${line.slice(0, Math.max(20, (stdout.columns || 80) - 1))}`);
      said = line;
    }
  };
  try {
    return await work(leave.signal, say);
  } finally {
    signals.onInterrupt(undefined);
    if (said !== '' && !plain) {
      stdout.write('\r\u001B[K');
    }
  }
}
