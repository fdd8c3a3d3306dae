// One line a figure: name, measured, target, ok or over. Never an assertion: a busy machine is no defect.

export const openReport = (write = (line) => console.log(line)) => {
  const over = [];
  return {
    over,
    /** `measured` ≤ `target` is ok, or ≥ with `atLeast`. */
    figure(name, measured, target, { unit = 'x', atLeast = false, note = '' } = {}) {
      const ok = atLeast ? measured >= target : measured <= target;
      if (!ok) {
        over.push(name);
      }
      const limit = `${atLeast ? '≥' : '≤'} ${target} ${unit}`;
      write(
        `${name.padEnd(58)} ${`${measured.toFixed(2)} ${unit}`.padStart(10)}   ${limit.padEnd(11)} ${ok ? 'ok  ' : 'over'} ${note}`.trimEnd(),
      );
    },
    skipped(name, why) {
      write(`${name.padEnd(58)} ${'-'.padStart(10)}   not measured: ${why}`);
    },
  };
};
