/** The head and the tail of a stream of any length, in memory that does not grow. */
export interface KeptOutput {
  readonly add: (chunk: Buffer) => void;
  readonly bytes: () => number;
  readonly cut: () => boolean;
  /** UTF-8 with replacement; a line in the middle says how much was left out. */
  readonly text: () => string;
}

/** @param limit bytes kept, half of them from the head. */
export function keepOutput(limit: number): KeptOutput {
  const half = Math.ceil(limit / 2);
  const head: Buffer[] = [];
  let room = half;
  let tail: Buffer[] = [];
  let inTail = 0;
  let bytes = 0;

  const add = (chunk: Buffer): void => {
    bytes += chunk.length;
    const first = chunk.subarray(0, room);
    if (first.length > 0) {
      head.push(Buffer.from(first));
      room -= first.length;
    }

    const rest = chunk.subarray(first.length);
    if (rest.length > 0) {
      tail.push(rest);
      inTail += rest.length;
    }

    // Joined only when twice as much as needed has come in: flat memory, and little copying under `yes`.
    if (inTail > 2 * half) {
      tail = [Buffer.from(Buffer.concat(tail).subarray(-half))];
      inTail = half;
    }
  };

  const cut = (): boolean => bytes > 2 * half;
  const text = (): string => {
    const end = Buffer.concat(tail).subarray(-half);
    const between = cut() ? [Buffer.from(`\n... ${bytes - 2 * half} bytes left out ...\n`)] : [];
    return Buffer.concat([...head, ...between, end]).toString('utf8');
  };
  return { add, bytes: () => bytes, cut, text };
}
