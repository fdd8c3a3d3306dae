/**
 * Whether a build tool ends its output by saying that there was nothing to do, as make does of `test` where a directory has
 * that name. Only its last word counts: what is up to date before that is what the tests need.
 * @param lines of the output, without blanks around them
 */
export function didNothing(lines: readonly string[]): boolean {
  const last = lines.findLast((line) => line !== '' && !leaving.test(line)) ?? '';
  return last.length <= 1000 && nothingToDo.some((form) => form.test(last));
}

const leaving = /^g?make(?:\[\d+\])?: Leaving directory /;

/** GNU make, BSD make, ninja, task; as they were seen to write it. */
const nothingToDo: readonly RegExp[] = [
  /^g?make(?:\[\d+\])?: .* is up to date\.?$/,
  /^g?make(?:\[\d+\])?: Nothing to be done for .+$/,
  /^[`'].+' is up to date\.$/,
  /^ninja: no work to do\.$/,
  /^task: Task ".+" is up to date$/,
];
