import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import type { RepParty } from '../parties.ts';

const graceMs = 20_000;
const lateMs = 5_000;
const lookEveryMs = 500;
const busyWithinMs = 20_000;

export const repLost: Fault = {
  name: 'rep-lost',
  does: "a rep's console is killed while conversations are assigned to it; it comes back when they are another's, and writes what it had not sent",
  holds: `each moves ${graceMs / 1_000} s later, not before and at most ${lateMs / 1_000} s after; what the former owner writes then is refused`,
  from: 'the fault',
  losesReps: true,
  async strike({ swarm, struck, broken, note }) {
    const heldBy = (rep: RepParty) => rep.mine().filter(({ state }) => state === 'active');
    const busiest = (): RepParty | undefined => swarm.reps.find((rep) => heldBy(rep).length > 1);
    for (const end = Date.now() + busyWithinMs; busiest() === undefined && Date.now() < end;) await delay(50);
    const rep = busiest();
    if (rep === undefined) return broken('no rep had conversations');
    const held = heldBy(rep);
    const at = Date.now();
    rep.vanish();
    struck();
    const moved = new Map<string, number>();
    const isLate = (): boolean => Date.now() > at + graceMs + 4 * lateMs;
    while (moved.size < held.length && !isLate()) {
      await delay(lookEveryMs);
      const logs = await swarm.logs();
      for (const { conversation } of held) {
        const left = logs
          .get(conversation)
          ?.find((entry) => entry.at > at && ['engagement.queued', 'engagement.by_message'].includes(entry.kind));
        if (left !== undefined) moved.set(conversation, left.at - at);
      }
    }
    for (const { conversation } of held) {
      const after = moved.get(conversation);
      if (after === undefined) broken(`${conversation} stayed with a rep who is gone`);
      else if (after < graceMs) broken(`${conversation} moved after ${after} ms, before the grace was over`);
      else if (after > graceMs + lateMs) broken(`${conversation} moved after ${after} ms`);
    }
    note(
      `${moved.size} conversations moved after ${[...moved.values()].map((ms) => `${(ms / 1_000).toFixed(1)} s`).join(', ')}`,
    );
    for (const item of held) rep.say(item);
    rep.client.connect();
    await delay(2_000);
    const taken = held.length - [...rep.record.refused.values()].filter((code) => code === 'fenced').length;
    if (taken > 0) broken(`${taken} messages of the former owner were not refused`);
  },
};
