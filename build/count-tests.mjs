// Prints "N passed, N failed" from the JSON that vitest wrote; the exit code says whether that is all well.
import { existsSync, readFileSync } from 'node:fs';

const [file] = process.argv.slice(2);

const count = () => {
  if (file === undefined || !existsSync(file)) {
    console.log('The tests did not run: a step before them failed, counted as one failure.');
    return { passed: 0, failed: 1 };
  }
  const { numPassedTests, numFailedTests, success, testResults } = JSON.parse(readFileSync(file, 'utf8'));
  // A file that cannot even be loaded fails without a single test of its own.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = numFailedTests + unloaded.length;
  return { passed: numPassedTests, failed: failed === 0 && !success ? 1 : failed };
};

const { passed, failed } = count();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
