import { inBrackets } from './calls.js';
import {
  type Definition,
  deepest,
  defined,
  inContentTypes,
  inJobs,
  inOtherRows,
  inPickles,
  inRows,
  type Spotted,
} from './names-definition.js';
import { indentOf, joined, sourceLines } from './names-text.js';

/**
 * Classes and task functions of a Python file. A model is named as Django does it, `shop.Basket` by its application; all
 * else by its module, as pickles and queues do.
 */
export function pythonDefinitions(path: string, text: string): readonly Definition[] {
  const blocks = [
    ['"""', '"""'],
    ["'''", "'''"],
  ] as const;
  const lines = sourceLines(text, blocks);
  const spotted: Spotted[] = [];
  const around: { readonly name: string; readonly indent: number }[] = [];
  let marks: readonly string[] = [];
  for (const [at, line] of lines.entries()) {
    const [, word, name = ''] = /^\s*(?:async\s+)?(class|def)\s+([A-Za-z_]\w*)/.exec(line) ?? [];
    if (word === undefined) {
      spotted.push(...taskMadeAt(path, lines, at));
      // A decorator may take several lines; nothing else stands before what it decorates.
      marks = /^\s*@/.test(line) || marks.length > 0 ? [...marks.slice(-20), line] : [];
      continue;
    }

    const indent = indentOf(line);
    while ((around.at(-1)?.indent ?? -1) >= indent) {
      around.pop();
    }

    const decorators = marks.join('\n');
    marks = [];
    if (around.length < deepest) {
      around.push({ name, indent });
    }

    const base = word === 'class' ? basesOf(joined(lines, at, isClosed, '#')) : undefined;
    const isTask = word === 'def' && taskMark.test(decorators);
    if (word === 'class' || isTask) {
      const inside = around.map((one) => one.name).join('.');
      const its = /\bname\s*=\s*(['"])([^'"]{1,200})\1/.exec(isTask ? decorators : '')?.[2];
      const full =
        its ?? (word === 'class' && isModels(path) ? `${appOf(path)}.${inside}` : `${moduleOf(path)}.${inside}`);
      spotted.push({ name: full, at, marks: decorators, ...(base === undefined ? {} : { base: base.trim() }) });
    }
  }
  return withoutAbstract(defined(path, lines, spotted, (one, body) => storedAs(path, one, body)));
}

/** A model without rows of its own has no content type. */
function withoutAbstract(all: readonly Definition[]): readonly Definition[] {
  const abstract = new Set(
    all.flatMap(({ name, body }) =>
      name.endsWith('.Meta') && /^\s+abstract\s*=\s*True\b/m.test(body) ? [name.slice(0, -'.Meta'.length)] : [],
    ),
  );
  return all.map(({ stored, ...one }) =>
    stored === undefined || (stored === inContentTypes && abstract.has(one.name)) ? one : { ...one, stored },
  );
}

/** Whether every bracket that was opened is closed. */
const isClosed = (text: string): boolean => text.split(/[([{]/).length <= text.split(/[)\]}]/).length;

/** What stands in the brackets after the name of a class. */
function basesOf(head: string): string {
  const open = /^\s*class\s+\w+\s*(?:\[[^\]]*\]\s*)?(?=\()/.exec(head)?.[0].length;
  const inside = open === undefined ? undefined : inBrackets(head, open);
  return open === undefined ? '' : head.slice(open + 1, inside?.to);
}

/** `later = app.task(send)`, `app.task(bind=True)(send)`: what is queued is the name of the function, or the one it is given. */
function taskMadeAt(path: string, lines: readonly string[], at: number): readonly Spotted[] {
  const [head] = taskMade.exec(lines[at] ?? '') ?? [];
  if (head === undefined) {
    return [];
  }

  const call = joined(lines, at, isClosed, '#');
  const first = inBrackets(call, head.length);
  const last = call[(first?.to ?? call.length) + 1] === '(' ? (first?.to ?? 0) + 2 : head.length + 1;
  const [, its] = /\bname\s*=\s*['"]([^'"]{1,200})['"]/.exec(call) ?? [];
  const [, given] = /^\s*(?:\w+\.)*([A-Za-z_]\w*)\s*[,)]/.exec(call.slice(last)) ?? [];
  const name = its ?? (given === undefined ? undefined : `${moduleOf(path)}.${given}`);
  return name === undefined ? [] : [{ name, at, marks: `@${call.replace(/^[^=]*=\s*/, '')}` }];
}

const taskMade =
  /^[A-Za-z_]\w*\s*=\s*(?:[\w.]+\.)?(?:task|shared_task|periodic_task|db_task|db_periodic_task|actor|job)\s*(?=\()/;

/** Celery, Dramatiq, RQ, Huey, Procrastinate: what is queued is the name of the function. */
const taskMark = /^[ \t]*@(?:[\w.]+\.)?(?:task|shared_task|periodic_task|db_task|db_periodic_task|actor|job)\b/m;

const isModels = (path: string): boolean => /(?:^|\/)models(?:\/|\.py$)/.test(path);

const appOf = (path: string): string => /([^/]+)\/models(?:\/|\.py$)/.exec(path)?.[1] ?? 'models';

const moduleOf = (path: string): string =>
  path
    .replace(/^src\//, '')
    .replace(/(?:\/__init__)?\.py$/, '')
    .replaceAll('/', '.');

function storedAs(path: string, { base = '', marks = '' }: Spotted, body: string): string | undefined {
  if (taskMark.test(marks) || /(?:^|[,.\s])(?:\w*Task)\b/.test(base)) {
    return inJobs;
  }

  if (/\b(?:GenericRelation)\s*\(/.test(body)) {
    return inOtherRows;
  }

  if (/def\s+__(?:reduce(?:_ex)?|getstate|setstate)__\b/.test(body)) {
    return inPickles;
  }

  const parents = base.split(',').map((one) => one.trim());
  const its = parents.filter((one) => /^[A-Za-z_][\w.]*$/.test(one) && !roots.test(one));
  return !isModels(path)
    ? undefined
    : its.length > 0
      ? inRows
      : parents.some((one) => djangoModel.test(one))
        ? inContentTypes
        : undefined;
}

const djangoModel = /^(?:(?:\w+\.)?models\.)?(?:Model|AbstractUser|AbstractBaseUser)$/;

const roots =
  /^(?:(?:[\w.]+\.)?(?:Model|Base|DeclarativeBase|SQLModel|Document|AbstractUser|AbstractBaseUser|PermissionsMixin|Manager|BaseManager|QuerySet|BaseModel|Enum|IntEnum|StrEnum|Choices|TextChoices|IntegerChoices|NamedTuple|TypedDict|Protocol|Form|ModelForm|\w*Mixin|\w*Field|\w*(?:Exception|Error))|object|ABC|abc\.ABC|type|str|int|dict|list)$/;
