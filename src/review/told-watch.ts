import type { ProbeBaseline, ProbeChanged, ProbeCounts, WatchEnded, WatchEvent } from '../run/events.js';
import { probeKey } from '../run/watch.js';
import { showDuration } from '../text/duration.js';
import { plural } from '../text/plural.js';
import { type Told, told } from './told-line.js';

/** What happened to a watch, for a reader. */
export function tellWatch(event: WatchEvent): Told {
  switch (event.type) {
    case 'watch.baseline':
      return told(
        event.check,
        `${plural(event.probes.length, 'probe')} looked at before the launch`,
        event.probes.some(({ failing }) => failing) ? 'careful' : 'dim',
        event.probes.map(tellBaseline),
      );
    case 'watch.start':
      return told(event.check, `watched by ${event.by} for ${showDuration(event.for_ms)}`, 'plain', [
        `Every probe is looked at every ${showDuration(event.every_ms)}; ${plural(event.fail, 'failure')} in a row make it failing.`,
      ]);
    case 'probe':
      return tellProbe(event);
    case 'watch.ask':
      return told(event.check, `asked: ${event.facet}`, 'dim');
    case 'watch.wait':
      return told(event.check, `${event.by} waits for ${event.probes.join(', ')} until ${event.until}`, 'careful');
    case 'watch.excused':
      return told(event.check, `${event.probes.join(', ')} not caused by this, says ${event.by}`, 'careful', [
        `Reason: ${event.reason}`,
      ]);
    case 'watch.end':
      return tellEnd(event);
  }
}

const tellBaseline = (probe: ProbeBaseline): string =>
  [
    `${probeKey(probe)}: ${probe.failing ? 'was failing already: ' : ''}${probe.summary}`,
    ...(probe.median === undefined ? [] : [`median ${probe.median} of ${probe.samples}`]),
    ...(probe.limit === undefined ? [] : [`limit ${probe.limit}`]),
  ].join(', ');

const tellProbe = (event: ProbeChanged): Told =>
  told(
    event.check,
    `${probeKey(event)}: ${event.from} → ${event.to === 'failing' ? 'FAILING' : event.to}`,
    event.to === 'failing' ? 'bad' : event.to === 'ok' ? 'good' : 'careful',
    [event.text],
  );

function tellEnd(event: WatchEnded): Told {
  const time = showDuration(event.watched_for);
  const details = event.probes.map(tellCounts);
  if (event.confirmed) {
    return event.healthy
      ? told(event.check, `confirmed by ${event.by} after ${time}`, 'good', details)
      : told(event.check, `confirmed by ${event.by} after ${time}, not proved healthy`, 'careful', details);
  }

  if (event.handed_to !== undefined) {
    return told(event.check, `handed over to ${event.handed_to} by ${event.by} after ${time}`, 'careful', details);
  }

  return told(event.check, `left unwatched by ${event.by} after ${time}`, 'careful', [
    ...(event.left_because === undefined ? [] : [`Reason: ${event.left_because}`]),
    ...details,
  ]);
}

const tellCounts = (probe: ProbeCounts): string =>
  `${probeKey(probe)}: ${plural(probe.looks, 'look')}, ${plural(probe.failures, 'failure')}${
    probe.median === undefined ? '' : `, ${probe.min} / ${probe.median} / ${probe.max} (least, median, most)`
  }`;
