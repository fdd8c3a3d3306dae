import type { RunEvent } from '../run/events.js';

/**
 * Whether a record's body is an event of this version, with what the fold and the pages rely on. The hash chain says
 * that nobody changed it; this says that it does not break its reader.
 */
export function isKnownEvent(event: { readonly type: string }): event is RunEvent {
  return fieldsOf(event.type)?.every(({ path, shape }) => hasShape(fieldAt(event, path), shape)) ?? false;
}

type Shape = 'text' | 'number' | 'flag' | 'list' | 'map' | 'map?';

/** Written out by hand; the compiler reports a forgotten event. */
const shapes: Readonly<Record<RunEvent['type'], Readonly<Record<string, Shape>>>> = {
  'run.start': {
    app: 'text',
    target: 'text',
    'operator.name': 'text',
    'release.commit': 'text',
    previous: 'map?',
    'checklist.sha256': 'text',
    dryRun: 'flag',
    tool: 'map',
  },
  'run.resume': { 'operator.name': 'text' },
  evidence: {
    check: 'text',
    verdict: 'text',
    summary: 'text',
    detail: 'list',
    facts: 'map',
    findings: 'list',
    facets: 'list',
    sources: 'list',
    at: 'text',
  },
  answer: { check: 'text', question: 'text', answer: 'text', how: 'text', by: 'text', findings: 'list' },
  acked: { check: 'text', key: 'text', until: 'text', reason: 'text', by: 'text' },
  reopened: { check: 'text' },
  notice: { notice: 'text', text: 'text', from: 'text', to: 'text' },
  'notice.kept': { notice: 'text', to: 'text', by: 'text' },
  restart: { 'release.commit': 'text', previous: 'map?', keeps: 'list' },
  lastlook: { checks: 'list', worse: 'list' },
  decision: { commit: 'text', typed: 'text', by: 'text' },
  'deploy.start': { commit: 'text', steps: 'list', out: 'text' },
  'step.start': { step: 'text', cmd: 'text' },
  'step.end': { step: 'text', ms: 'number' },
  'deploy.end': { outcome: 'text', ms: 'number' },
  'deploy-unknown': { reason: 'text' },
  'deploy.judged': { outcome: 'text', by: 'text', reason: 'text' },
  'undo.start': { steps: 'list', out: 'text' },
  'undo.end': { outcome: 'text', ms: 'number' },
  'undo-unknown': { reason: 'text' },
  'undo.judged': { outcome: 'text', by: 'text', reason: 'text' },
  'undo.checked': { outcome: 'text', said: 'list' },
  'undo.left': { by: 'text' },
  interrupted: { signal: 'text' },
  pause: { by: 'text' },
  halt: { error: 'text' },
  clock: { jumpMs: 'number' },
  lock: { what: 'text', holder: 'text' },
  'watch.baseline': { check: 'text', probes: 'list' },
  'watch.start': { check: 'text', for_ms: 'number', every_ms: 'number', fail: 'number', by: 'text' },
  probe: { check: 'text', name: 'text', host: 'text', from: 'text', to: 'text', text: 'text' },
  'watch.ask': { check: 'text', facet: 'text' },
  'watch.wait': { check: 'text', probes: 'list', until: 'text', by: 'text' },
  'watch.excused': { check: 'text', probes: 'list', reason: 'text', by: 'text' },
  'watch.end': { check: 'text', confirmed: 'flag', watched_for: 'number', by: 'text', probes: 'list' },
  previous: { previous: 'map?', said: 'list' },
  snapshot: { host: 'text', sha256: 'text', healthy: 'flag' },
  'snapshot.missed': { host: 'text', why: 'text' },
  note: { text: 'text', by: 'text' },
  'run.end': { outcome: 'text', exit: 'number', confirmed: 'flag' },
};

interface Field {
  readonly path: readonly string[];
  readonly shape: Shape;
}

/** Taken apart once for each type: there are a million records. */
const known = new Map<string, readonly Field[]>();

function fieldsOf(type: string): readonly Field[] | undefined {
  const fields = known.get(type);
  if (fields !== undefined || !Object.hasOwn(shapes, type)) {
    return fields;
  }

  const found = Object.entries(shapes[type as RunEvent['type']]).map(([path, shape]) => ({
    path: path.split('.'),
    shape,
  }));
  known.set(type, found);
  return found;
}

const fieldAt = (event: object, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (isMap(value) ? value[name] : undefined), event);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function hasShape(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'map':
      return isMap(value);
    case 'map?':
      return value === null || hasShape(value, 'map');
  }
}
