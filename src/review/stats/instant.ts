/** Milliseconds since 1970 of a recorded time; undefined for what is none, or lies where no calendar helps. */
export function instantOf(recorded: string | null | undefined): number | undefined {
  const ms = Date.parse(recorded ?? '');
  return ms >= 0 && ms < year10000 ? ms : undefined;
}

const year10000 = Date.UTC(10_000, 0, 1);
