import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deployOnTerminal } from '../../src/engine/deploy-on-terminal.js';
import type { RunEvent } from '../../src/run/events.js';
import { opened } from './opened.js';

test.each<[string, RunEvent['type'], number]>([
  ['before the first step', 'deploy.start', 0],
  ['while a step ends well', 'step.end', 1],
])('`tty: true`: SIGTERM %s, and no further step is started', async (_name, when, started) => {
  const { session, root, world, records } = await opened();
  const situation = session.situation();
  const [step] = situation.checklist.deploy.steps;
  if (step === undefined) {
    throw new Error('no step');
  }

  const steps = ['one', 'two'].map((name) => ({ ...step, name, run: `touch ${name}` }));
  let interrupt: (name: NodeJS.Signals) => void = () => undefined;
  const interrupted = new Promise<NodeJS.Signals>((resolve) => {
    interrupt = resolve;
  });
  const record = (event: RunEvent): void => {
    session.record(event);
    if (event.type === when) {
      interrupt('SIGTERM');
    }
  };
  const checklist = { ...situation.checklist, deploy: { steps } };
  const outcome = await deployOnTerminal('deploy', {
    session: { ...session, record, situation: () => ({ ...situation, checklist }) },
    root,
    world,
    tool: { version: '0', node: '20', git: '2' },
    originalEnv: process.env,
    runnerProgram: ['false'],
    interrupted,
  });
  expect(outcome).toBe('stopped');
  expect(records().filter(({ type }) => type === 'step.start')).toHaveLength(started);
  expect(existsSync(join(root, 'two'))).toBe(false);
  session.close();
});
