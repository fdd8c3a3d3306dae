import { showDuration } from '../text/duration.js';
import { type Advice, type AdviceContext, type AdvisedItem, listed } from './advice-request.js';

/** The deploy itself, what follows it, and how long things may take. */
export const adviseOnDeploy = (context: AdviceContext): readonly Advice[] => [
  ...onUndo(context),
  ...onAfter(context),
  ...context.items.flatMap(onLimits),
  ...context.items.flatMap((advised) => onFinish(advised, context) ?? []),
  ...context.items.flatMap(onBlindWatch),
];

function onUndo({ checklist, at }: AdviceContext): readonly Advice[] {
  const { steps, undo } = checklist.deploy;
  const open = undo === undefined ? steps.filter((step) => step.undo === undefined && step.reapply === undefined) : [];
  const [first] = open;
  const isOne = steps.length === 1 && first?.name === 'deploy';
  return first
    ? [
        {
          rule: 'no-undo',
          message: isOne
            ? 'no way back is written down'
            : `no way back is written down for ${listed(open.map(({ name }) => name))}`,
          place: isOne ? at('deploy') : first.place,
          hint: 'add `undo:` with the command that puts back $SHIPIT_PREVIOUS, or `undo: none` if there is none',
        },
      ]
    : [];
}

function onAfter({ items, tree, at }: AdviceContext): readonly Advice[] {
  return items.some(({ phase }) => phase === 'after')
    ? []
    : [
        {
          rule: 'no-after',
          message: 'nothing is asked after the deploy: that it works is taken on trust',
          place: tree.entries.has('after') ? at('after') : at('deploy'),
          hint: 'add `after:`, e.g. `- ask: Have you used it yourself since the deploy?`',
        },
      ];
}

/** Below this nobody gets from the answer to the launch page. */
const SHORTEST_TTL = 30_000;

function onLimits({ item, kind, at }: AdvisedItem): readonly Advice[] {
  const { ttlMs, timeoutMs, options } = item;
  const inner = (options as { readonly timeout?: unknown } | null | undefined)?.timeout;
  const short =
    timeoutMs !== undefined && typeof inner === 'number' && timeoutMs < inner
      ? [
          {
            rule: 'timeout-short',
            message: `\`${item.id}\` is stopped after ${showDuration(timeoutMs)}, before the ${showDuration(inner)} that its own options give it`,
            place: at('timeout'),
            hint: `keep one of the two; the item’s \`timeout\` wins`,
          },
        ]
      : [];
  const needed = Math.max(SHORTEST_TTL, kind.gather === undefined ? 0 : (timeoutMs ?? 0));
  const old =
    ttlMs !== undefined && ttlMs < needed
      ? [
          {
            rule: 'ttl-short',
            message: `what \`${item.id}\` finds is good for ${showDuration(ttlMs)}: it may be too old before anybody can launch`,
            place: at('ttl'),
            hint: needed > SHORTEST_TTL ? 'gathering alone may take longer than that' : 'give it a minute at least',
          },
        ]
      : [];
  return [...short, ...old];
}

/** `window` asks whether the deploy can end within staffed hours: its own word for how long that takes should be true. */
function onFinish({ item, kind, at }: AdvisedItem, { checklist }: AdviceContext): Advice | undefined {
  const finish = (item.options as { readonly finish?: unknown } | null | undefined)?.finish;
  const limit = checklist.deploy.steps.reduce((sum, { timeoutMs }) => sum + (timeoutMs ?? 0), 0);
  return kind.name === 'window' && typeof finish === 'number' && finish < limit
    ? {
        rule: 'finish-short',
        message: `\`finish: ${showDuration(finish)}\` is less than the ${showDuration(limit)} that the deploy may take`,
        place: at(kind.name, 'finish'),
        hint: 'take it out: without it the time limits of the steps count',
      }
    : undefined;
}

/** A countdown over nothing confirms a deploy that nobody looked at. */
function onBlindWatch({ item, kind, at }: AdvisedItem): readonly Advice[] {
  const probes = (item.options as { readonly probes?: object } | null | undefined)?.probes;
  return kind.name === 'watch' && Object.keys(probes ?? {}).length === 0
    ? [
        {
          rule: 'watch-blind',
          message: `\`${item.id}\` has no probes: it counts down, and looks at nothing meanwhile`,
          place: at(kind.name),
          hint: 'add one for what breaks first: `probes: {front page: {url: https://…, body: WORD}}`',
        },
      ]
    : [];
}
