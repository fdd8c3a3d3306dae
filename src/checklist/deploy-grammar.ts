import { command, duration, host, line, name, probe, problem, timeLimit } from './types.js';
import { z } from './zod.js';

/** Words for "nothing" that a shell would try to run when everything else has failed already. */
const saysNone = /^(?:no|none|false|off|nil|null|never|nothing|n\/a|-)$/i;

const undo = z
  .union([
    z.literal('none'),
    command.superRefine((run, context) => {
      if (typeof run === 'string' && saysNone.test(run.trim())) {
        problem(context, `\`${run.trim()}\` is no command`, 'write `undo: none` if there is no way back');
      }
    }),
  ])
  .meta({ description: 'The way back: a command, or `none` if there is none.' });

const tty = z
  .boolean()
  .default(false)
  .meta({ description: 'Give the command the operator’s own terminal (prompts, passwords).' });

const timeout = timeLimit.exactOptional().meta({ description: 'After this it is stopped.' });

/** A deploy of one command, written as a map. */
export const deploySchema = z.strictObject({
  run: command,
  undo: undo.exactOptional(),
  timeout,
  tty,
});

/** A step, all but its `checks`. */
export const stepSchema = z
  .strictObject({
    step: line(60).meta({ description: 'Its name, unique.' }),
    run: command.exactOptional(),
    reapply: name.exactOptional().meta({ description: 'Put something back instead of running a command: `patches`.' }),
    host: z
      .union([z.enum(['local', 'each', 'first']), host])
      .default('local')
      .meta({ description: 'Where it runs: local, each host one after the other, the first, or a host by name.' }),
    needs: z
      .array(line(60))
      .exactOptional()
      .meta({ description: 'Steps that must be live first; default: the one before.' }),
    verify: probe.exactOptional().meta({ description: 'Proves that this step is live.' }),
    bake: duration.exactOptional().meta({ description: 'Then wait, with the checks of the step running.' }),
    undo: undo.exactOptional(),
    timeout,
    tty,
  })
  .refine((step) => (step.run === undefined) !== (step.reapply === undefined), 'needs either `run` or `reapply`');
