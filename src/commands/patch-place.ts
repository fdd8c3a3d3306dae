import { type CivilDate, civil } from '../calendar/civil.js';
import type { Checklist, Target } from '../checklist/model.js';
import { type RegisterRead, readRegister, registerFile } from '../checklist/patches-file.js';
import { OperatorError, OperatorErrors } from '../errors.js';
import { type CommandContext, chooseChecklist, chooseTarget, openPlace, type Place } from './context.js';

/** Which checklist and target a command about patches means. */
export interface PatchChoice {
  readonly file?: string | undefined;
  readonly target?: string | undefined;
}

/** What all commands about patches look at. */
export interface PatchPlace {
  readonly place: Place;
  /** Absent where there is none, or none that can be read: a register can be looked at without. */
  readonly checklist: Checklist | undefined;
  readonly target: Target | undefined;
  /** Path of the register from the top of the project. */
  readonly shown: string;
  readonly register: RegisterRead;
  readonly today: CivilDate;
}

/** @throws OperatorError, OperatorErrors for a register, a checklist named with -f, or a target that is wrong */
export async function openPatchPlace(context: CommandContext, choice: PatchChoice): Promise<PatchPlace> {
  const place = await openPlace(context, { write: false, kinds: 'all' });
  const checklist = await checklistIfAny(context, place, choice);
  const shown = registerOf(checklist);
  const target = checklist === undefined ? undefined : chooseTarget(checklist, choice.target);
  const register = await readRegister(place.git.root, shown);
  const today = civil(place.clock.now(), checklist?.calendar.tz ?? place.tz).date;
  return { place, checklist, target, shown, register, today };
}

/** As the item of the checklist has it. */
function registerOf(checklist: Checklist | undefined): string {
  const item = checklist?.checks.find(({ kind }) => kind === 'patches');
  const { register } = (item?.options ?? {}) as { readonly register?: unknown };
  return typeof register === 'string' ? register : registerFile;
}

async function checklistIfAny(
  context: CommandContext,
  { git, kinds }: Place,
  { file, target }: PatchChoice,
): Promise<Checklist | undefined> {
  try {
    return (await chooseChecklist(context, git.root, { file }, { kinds })).checklist;
  } catch (error) {
    const isTheirs = error instanceof OperatorError || error instanceof OperatorErrors;
    if (isTheirs && file === undefined && target === undefined) {
      return undefined;
    }

    throw error;
  }
}
