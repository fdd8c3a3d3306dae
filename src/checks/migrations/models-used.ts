import { elixir, javascript, php, python, readCode, ruby } from './code.js';
import { lastPart } from './names-definition.js';

/**
 * Which of these classes a migration takes from the application. A model of its own is not one of them, nor what Django's
 * `apps.get_model` gives: that is the class as it was at this migration.
 */
export function usedClasses(path: string, text: string, names: readonly string[]): readonly string[] {
  const [, ending = ''] = /\.(\w+)$/.exec(path) ?? [];
  const uses = readers[ending];
  return uses === undefined ? [] : uses(text, names).toSorted();
}

type Reader = (text: string, names: readonly string[]) => readonly string[];

/** A constant in the code. One that the migration defines itself, alone or inside its own class, is its own. */
const rubyUses: Reader = (text, names) => {
  const { bare } = readCode(text, ruby);
  const used = new Set(
    [...bare.matchAll(/(?<![\w:.@])(?:::)?[A-Z]\w*(?:::[A-Z]\w*)*/g)].map(([one]) => one.replace(/^::/, '')),
  );
  const own = new Set([...bare.matchAll(/^[ \t]*(?:class|module)\s+([A-Z]\w*)/gm)].map(([, one]) => one));
  const assigned = new Set([...bare.matchAll(/^[ \t]*([A-Z]\w*)\s*=/gm)].map(([, one]) => one));
  return names.filter((name) => {
    const isOwn = own.has(lastPart(name)) || assigned.has(lastPart(name));
    return !isOwn && [...used].some((one) => one === name || one.startsWith(`${name}::`));
  });
};

/** What is imported from the application's own modules, by its name, if it then stands in the code. */
const pythonUses: Reader = (text, names) => {
  const { bare } = readCode(text, python);
  const flat = bare.replaceAll(/\(([^()]*)\)/g, (_whole, inner: string) => ` ${inner.replaceAll('\n', ' ')} `);
  const imports = [...flat.matchAll(/^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]+([^\n]+)$/gm)].flatMap(
    ([, from = '', what = '']) =>
      what.split(',').map((one) => ({
        from,
        name:
          one
            .trim()
            .split(/\s+as\s+/)[0]
            ?.trim() ?? '',
      })),
  );
  const modules = [...flat.matchAll(/^[ \t]*import[ \t]+([\w.]+)/gm)].map(([, from = '']) => from);
  return names.filter((name) => {
    const [app = '', last] = [name.split('.').at(0), lastPart(name)];
    const isFrom = (from: string): boolean => from.startsWith('.') || from.split('.').includes(app);
    return (
      imports.some((one) => one.name === last && isFrom(one.from)) ||
      imports.some((one) => isFrom(one.from) && isModule(one.name) && bare.includes(`${one.name}.${last}`)) ||
      modules.some((from) => from.split('.').includes(app) && bare.includes(`${from}.${last}`))
    );
  });
};

const isModule = (name: string): boolean => /^[a-z_]\w*$/.test(name);

/** `use App\Models\Post;`, or the whole name where it is used. */
const phpUses: Reader = (text, names) => {
  const { bare } = readCode(text, php);
  const used = new Set([...bare.matchAll(/\\?[A-Za-z_]\w*(?:\\\w+)+/g)].map(([one]) => one.replace(/^\\/, '')));
  return names.filter((name) => used.has(name));
};

/** What is imported by its name, or taken out of a `require`. */
const scriptUses: Reader = (text, names) => {
  const { bare, code } = readCode(text, javascript);
  const taken = [
    ...code.matchAll(/\bimport\s+([^;'"]{1,500}?)\s+from\s*['"](?:\.|@\/|~\/|src\/)/g),
    ...code.matchAll(/\b(?:const|let|var)\s+([^=;]{1,500}?)\s*=\s*require\(\s*['"]\./g),
  ].flatMap(([, what = '']) => what.split(/[^\w$]+/));
  return names.filter(
    (name) => taken.includes(name) && new RegExp(`(?<![\\w$])${lastPart(name)}(?![\\w$])`).test(bare),
  );
};

/** `Shop.Basket`, or an alias of it. */
const elixirUses: Reader = (text, names) => {
  const { bare } = readCode(text, elixir);
  const used = new Set([...bare.matchAll(/(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)+/g)].map(([one]) => one));
  return names.filter((name) => used.has(name));
};

const readers: Readonly<Record<string, Reader>> = {
  rb: rubyUses,
  rake: rubyUses,
  py: pythonUses,
  php: phpUses,
  js: scriptUses,
  cjs: scriptUses,
  mjs: scriptUses,
  ts: scriptUses,
  cts: scriptUses,
  mts: scriptUses,
  ex: elixirUses,
  exs: elixirUses,
};
