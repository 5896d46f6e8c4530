import type { Seen } from './comparisons.ts';
import { FRESH_HERE, freshMemory } from './memory.ts';
import type { Flow, Memory, Wait } from './memory.ts';
import type { Program } from './program.ts';
import type { SavedState } from './types.ts';

/** All that is saved, in characters of JSON: storage is shared with the shop. Invitations and limits are kept whatever they take. */
const MOST_CHARACTERS = 1000;

type Saved = Memory & { readonly facts: Readonly<Record<string, Seen>> };

/** One of each kind, of all that is saved: what has another shape was not saved by this engine. */
const SAMPLE = {
  ...freshMemory(''),
  shown: [[0, 0, 0]],
  told: {},
  here: { ...FRESH_HERE, waits: [[0, 0, 0, '']], flows: [[0, 0]], peaks: {} },
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Storage belongs to whoever has the page: every field must be there and of its type. */
function isLike(sample: unknown, value: unknown): boolean {
  if (typeof value === 'number') return typeof sample === 'number' && Number.isFinite(value);
  if (!isObject(sample) || !isObject(value)) return typeof value === typeof sample && value !== null;
  if (Array.isArray(value)) {
    // A list of any length, or what is listed: as many as in the sample, or more.
    return (
      Array.isArray(sample) &&
      (isObject(sample[0]) || value.length >= sample.length) &&
      value.every((one, index) => isLike(sample[index] ?? sample[0], one))
    );
  }
  const keys = Object.keys(sample);
  return keys.length
    ? keys.every((key) => isLike(sample[key], value[key]))
    : !Array.isArray(sample) && Object.values(value).every(Number.isFinite);
}

const isWhole = (saved: unknown): saved is Saved =>
  isLike(SAMPLE, saved) && (saved as Memory).v === 2 && isObject((saved as Saved).facts);

/** What `save` gave, or, of a damaged or foreign state, the visitor's "no, thanks" alone: that one binds whatever else was lost. */
export function restore(saved: unknown, { _rules, _playbook }: Program): { memory: Memory; facts: Saved['facts'] } {
  const { version } = _playbook;
  if (!isWhole(saved)) {
    const declined = isObject(saved) ? saved['declinedEndsAt'] : 0;
    return {
      memory: { ...freshMemory(version), declinedEndsAt: isLike(0, declined) ? (declined as number) : 0 },
      facts: {},
    };
  }
  const { facts, ...memory } = saved;
  const { here } = memory;
  const isOurs = ([rule, entry]: Wait | Flow): boolean => !!_rules[rule]?._listeners[entry];
  const kept =
    memory.playbook === version
      ? { ...here, waits: here.waits.filter(isOurs), flows: here.flows.filter(isOurs) }
      : { ...here, waits: [], flows: [] };
  return { memory: { ...memory, playbook: version, here: kept }, facts };
}

/** Plain JSON, about 1 KB at most: what does not fit is left out, the page tells its facts again. */
export function pack(memory: Memory, facts: Iterable<readonly [name: string, value: Seen]>): SavedState {
  let left = MOST_CHARACTERS - JSON.stringify({ ...memory, here: FRESH_HERE }).length;
  const fit = <Value>(list: Iterable<Value>): Value[] =>
    [...list].filter((one) => {
      const size = JSON.stringify(one).length + 1;
      if (size > left) return false;
      left -= size;
      return true;
    });
  const { here } = memory;
  return {
    ...memory,
    here: {
      ...here,
      waits: fit(here.waits),
      flows: fit(here.flows),
      peaks: Object.fromEntries(fit(Object.entries(here.peaks))),
    },
    facts: Object.fromEntries(fit(facts)),
  };
}
