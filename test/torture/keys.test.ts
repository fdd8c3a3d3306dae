import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { anyBurst, pick } from './keystrokes.js';
import { type Asked, type Bad, createMeant } from './meant.js';
import { limitFor, randomFor, roundsOf, tell } from './trial.js';
import { walkInHand } from './walk-in-hand.js';

const bursts = roundsOf(1500);
const phrase = 'production 3f2a91c';
/** As many as one walk gets at the most. */
const burstsOfAWalk = 60;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'Date'], now: 0 });
});

afterEach(() => {
  vi.useRealTimers();
});

test(
  'F57 random bursts of keys, pastes and held keys, in random reads, mean what the last keys meant, and nothing else',
  async () => {
    const random = randomFor('keys');
    const count = { bursts: 0, reads: 0, walks: 0, answers: 0, launched: 0, 'left otherwise': 0, differences: 0 };
    const differences: unknown[] = [];
    while (count.bursts < bursts) {
      const { played, log, difference } = await walk(random);
      count.walks += 1;
      count.bursts += played.length;
      count.reads += played.flat().length;
      count.answers += log.filter((line) => / (?:go|no-go|n\/a|stop)\b/.test(line)).length;
      count.launched += log.includes('launched') ? 1 : 0;
      count['left otherwise'] += /left (?!launch)/.test(log.at(-1) ?? '') ? 1 : 0;
      if (difference !== undefined) {
        count.differences += 1;
        differences.push({ walk: count.walks, ...difference, last: played.slice(-3) });
      }
    }

    tell('F57 keys', count);
    expect(differences.slice(0, 3)).toEqual([]);
    expect(count.answers).toBeGreaterThan(bursts / 20);
  },
  limitFor(bursts, 10),
);

/** One walk: bursts of keys, with frames and evidence in between, in the product and in the model. */
async function walk(random: () => number) {
  const asked = anyChecklist(random);
  const started = Date.now();
  const nowMs = (): number => Date.now() - started;
  const meant = createMeant(asked, phrase);
  /** Until the next time that is so much after a multiple of 4 ms. */
  const until = (leastMs: number, after: number): number => leastMs + ((after - (nowMs() + leastMs)) & 3);
  const find = (id: string, leastMs: number): void => {
    setTimeout(
      () => {
        const verdict = pick<Bad>(random, ['warn', 'unknown', 'no-go']);
        meant.found(id, verdict, nowMs());
        product.find(id, verdict);
      },
      until(leastMs, 3),
    );
  };
  let due = false;
  const product = walkInHand({
    asked,
    nowMs,
    changed() {
      if (!due) {
        due = true;
        setTimeout(
          () => {
            due = false;
            meant.drew(nowMs());
            product.draw();
          },
          until(Math.floor(random() ** 3 * 80), 1),
        );
      }
    },
    lookAgain: (id) => find(id, Math.floor(random() * 600)),
  });
  const machines = asked.filter(({ about }) => about === 'machine');
  for (const { id } of machines) {
    find(id, Math.floor(random() ** 4 * 20_000));
  }

  setTimeout(
    () => {
      meant.drew(nowMs());
      product.draw();
    },
    until(Math.floor(random() * 400), 1),
  );
  const played: string[][] = [];
  const compared = () => {
    meant.catchUp(nowMs());
    const must = { log: meant.log, ...(meant.left() ? {} : meant.stand()) };
    const is = { log: product.log, ...(meant.left() ? {} : product.stand()) };
    return JSON.stringify(must) === JSON.stringify(is) ? undefined : { must, is };
  };
  let difference: ReturnType<typeof compared>;
  while (played.length < burstsOfAWalk && !meant.left() && difference === undefined) {
    if (machines.length > 0 && random() < 0.1) {
      find(pick(random, machines).id, Math.floor(random() * 2000));
    }

    const burst: string[] = [];
    played.push(burst);
    for (const { gapMs, bytes, strokes, endsInEscape } of anyBurst(random, phrase)) {
      await vi.advanceTimersByTimeAsync(gapMs);
      if (meant.left()) {
        break;
      }

      burst.push(`${nowMs()} ms ${JSON.stringify(bytes.toString().slice(0, 60))}`);
      product.type(bytes);
      for (const stroke of strokes) {
        meant.stroke(stroke, nowMs());
      }

      if (endsInEscape) {
        setTimeout(() => meant.stroke({ does: 'key', name: 'escape' }, nowMs()), 40);
        await vi.advanceTimersByTimeAsync(44);
      }
    }

    await vi.advanceTimersByTimeAsync(0);
    difference = compared();
  }

  product.close();
  vi.clearAllTimers();
  return { played, log: product.log, difference };
}

function anyChecklist(random: () => number): readonly Asked[] {
  const abouts = Array.from({ length: 1 + Math.floor(random() * 5) }, () =>
    pick<Asked['about']>(random, ['human', 'human', 'machine', 'machine', 'killer']),
  );
  // Killers are asked first.
  return abouts
    .toSorted((a, b) => Number(b === 'killer') - Number(a === 'killer'))
    .map((about, n) => ({ id: `${about}-${n}`, about }));
}
