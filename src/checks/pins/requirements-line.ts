import { normalised } from './python-names.js';

/** One logical line of a requirements file (pip's own format, with the requirement itself by PEP 508). */
export type RequirementsLine =
  | PythonRequirement
  /** `-r` and `-c`: another file; its path as written. */
  | { readonly is: 'include'; readonly how: 'requirements' | 'constraints'; readonly path: string }
  /** An option for pip that says nothing about versions: an index, `--pre`. */
  | { readonly is: 'option' }
  | { readonly is: 'unreadable'; readonly text: string };

export interface PythonRequirement {
  readonly is: 'requirement';
  /** Normalised; undefined where only the thing itself knows: an address without `#egg=`. */
  readonly name?: string;
  /** As written, without blanks: `>=4.0.2,<5.0`; an address or a path for what is no release. */
  readonly wanted: string;
  /** `==X` and `===X`: the X. */
  readonly exact?: string;
  readonly pinned: boolean;
  /** It lies in the repository: it is part of the release itself. */
  readonly local: boolean;
  readonly hashed: boolean;
  /** It applies only where `; marker` says so. */
  readonly marker: string;
}

/** What pip makes of one line without comment and continuations. */
export function requirementsLine(line: string): RequirementsLine {
  const text = line.trim();
  if (!text.startsWith('-')) {
    return requirement(text);
  }

  const [, include, path = ''] = /^(-r|--requirement|-c|--constraint)(?:\s*=?\s*)(\S.*)$/.exec(text) ?? [];
  if (include !== undefined) {
    return { is: 'include', how: /^-?-c/.test(include) ? 'constraints' : 'requirements', path: unquoted(path) };
  }

  const [, editable] = /^(?:-e|--editable)(?:\s*=?\s*)(\S.*)$/.exec(text) ?? [];
  return editable === undefined ? { is: 'option' } : requirement(unquoted(editable));
}

const unquoted = (text: string): string => text.trim().replace(/^(['"])(.*)\1$/, '$2');

function requirement(written: string): RequirementsLine {
  const hashed = /\s--hash[= ]/.test(written);
  const text = written.replace(/\s--?[a-z][a-z-]*(?:[= ].*)?$/s, '').trim();
  if (isPlace(text)) {
    return place(text, hashed);
  }

  const [, name = '', rest] =
    /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(.*)$/s.exec(text) ?? [];
  if (rest === undefined) {
    return { is: 'unreadable', text };
  }

  if (rest.startsWith('@')) {
    const found = place(rest.slice(1).trim(), hashed);
    return found.is === 'requirement' ? { ...found, name: normalised(name) } : found;
  }

  const { before: clauses, marker } = split(rest, ';');
  const wanted = clauses.replace(/^\((.*)\)$/s, '$1').replaceAll(/\s+/g, '');
  if (!/^(?:(?:===|==|~=|!=|<=|>=|<|>)[A-Za-z0-9.*+!_-]+(?:,|$))*$/.test(wanted)) {
    return { is: 'unreadable', text };
  }

  const exact = exactOf(wanted);
  return {
    is: 'requirement',
    name: normalised(name),
    wanted,
    ...(exact === undefined ? {} : { exact }),
    pinned: exact !== undefined,
    local: false,
    hashed,
    marker,
  };
}

/** `4.1.0` of `==4.1.0`; a `*` stands for many versions, and pins none. */
export function exactOf(wanted: string): string | undefined {
  const clause = wanted.split(',').find((one) => /^={2,3}[^=*]+$/.test(one));
  return clause?.replace(/^=+/, '');
}

const isPlace = (text: string): boolean =>
  /^(?:[a-z][a-z+]*:\/\/|file:|\.{0,2}\/|\.{1,2}$|\.{1,2}\[|~\/)/i.test(text) ||
  /^\S*\/\S*(?:$|\s|;|\[)/.test(text.split('@')[0] ?? '') ||
  /^\S+\.(?:whl|zip|tar\.gz|tgz|tar\.bz2)(?:$|\s|;)/i.test(text);

function place(text: string, hashed: boolean): RequirementsLine {
  const { before: address, marker } = split(text, ' ;');
  const egg = /[#&]egg=([A-Za-z0-9._-]+)/.exec(address)?.[1] ?? wheelName(address);
  const local = !/^[a-z][a-z+]*:\/\//i.test(address) && !/^git@/.test(address);
  return {
    is: 'requirement',
    ...(egg === undefined ? {} : { name: normalised(egg) }),
    wanted: address.slice(0, 500),
    pinned: local || isFile(address) || isFixed(address, hashed),
    local: local || isFile(address),
    hashed,
    marker,
  };
}

const isFile = (address: string): boolean => /^file:/i.test(address);

/** PEP 427: the name is the first part of a wheel's file name. */
const wheelName = (address: string): string | undefined =>
  /(?:^|\/)([A-Za-z0-9_.]+)-[^/]*\.whl(?:$|[?#])/.exec(address)?.[1];

/** A branch or a tag moves, and so may what is behind an address; only a whole commit id or a hash stays what it is. */
function isFixed(address: string, hashed: boolean): boolean {
  if (/^(?:git|hg|svn|bzr)\+/i.test(address)) {
    return /@(?:[0-9a-f]{40}|[0-9a-f]{64})(?:$|[#?])/i.test(address);
  }

  return hashed || /[#&](?:sha256|sha384|sha512)=[0-9a-f]{32,}/i.test(address);
}

function split(text: string, at: string): { readonly before: string; readonly marker: string } {
  const index = text.indexOf(at);
  return index < 0
    ? { before: text.trim(), marker: '' }
    : { before: text.slice(0, index).trim(), marker: text.slice(index + at.length).trim() };
}
