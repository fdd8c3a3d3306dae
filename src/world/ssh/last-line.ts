/** The line that a host's shell leaves behind when it ends: `TAG STATUS`. */
export interface LastLine {
  readonly tag: string;
  readonly add: (chunk: Buffer) => void;
  /** Exit status; 128 and more: a signal. Undefined until the line is there. */
  readonly status: () => number | undefined;
}

/** @param tag another than the frames' nonce: it stands on a command line, which everybody on the host can read */
export function readLastLine(tag: string): LastLine {
  const pattern = new RegExp(`\\n${tag} (\\d{1,3})\\n`);
  let tail = '';
  let status: number | undefined;
  const add = (chunk: Buffer): void => {
    tail = (tail + chunk.subarray(-longest).toString('latin1')).slice(-longest);
    const digits = pattern.exec(tail)?.[1];
    status ??= digits === undefined ? undefined : Number(digits);
  };
  return { tag, add, status: () => status };
}

const longest = 200;
