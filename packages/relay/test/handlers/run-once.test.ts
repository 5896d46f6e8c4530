import { describe, expect, it } from 'vitest';
import { refuse } from '../../src/handlers/answer.ts';
import type { Sequenced } from '../../src/handlers/answer.ts';
import { runOnce } from '../../src/handlers/run-frame.ts';
import type { Handler, VisitorParty, World } from '../../src/handlers/types.ts';
import { StoreUnavailableError } from '../../src/ports/index.ts';

const world = { emit: () => {} } as unknown as World;
const frame: Sequenced = { session: 's', conversation: 'mine', seq: 1 };

function createParty() {
  const told: string[] = [];
  const party = { link: { send: ({ type }: { type: string }) => void told.push(type) } } as unknown as VisitorParty;
  return { party, told };
}

/** A handler whose answers are given when the test says so. */
function createSlow() {
  const open: { answer(): void; fail(): void }[] = [];
  const handler: Handler<Sequenced, VisitorParty> = (of, party) =>
    new Promise((resolve, reject) => {
      open.push({
        answer: () => resolve(refuse(party, of, 'fenced')),
        fail: () => reject(new StoreUnavailableError('away')),
      });
    });
  return { handler, open };
}

describe('a frame that comes while a copy of it is under way', () => {
  it('[HA16] has the answer to that one, and runs again afterwards', async () => {
    const { party, told } = createParty();
    const { handler, open } = createSlow();
    const first = runOnce(handler, frame, party, world);
    await runOnce(handler, { ...frame }, party, world);
    expect(open).toHaveLength(1);
    open[0]?.answer();
    await first;
    expect(told).toEqual(['refused']);
    void runOnce(handler, frame, party, world);
    expect(open).toHaveLength(2);
  });

  it('[HA16] runs where the store did not answer the other', async () => {
    const { party, told } = createParty();
    const { handler, open } = createSlow();
    const first = runOnce(handler, frame, party, world);
    open[0]?.fail();
    await first;
    expect(told).toEqual(['refused']);
    void runOnce(handler, frame, party, world);
    expect(open).toHaveLength(2);
  });

  it('[HA16] is another where its number, session or conversation is, or its party', () => {
    const { party } = createParty();
    const { handler, open } = createSlow();
    const others = [frame, { ...frame, seq: 2 }, { ...frame, session: 't' }, { ...frame, conversation: 'visitor' }];
    for (const other of others) void runOnce(handler, other, party, world);
    void runOnce(handler, frame, createParty().party, world);
    expect(open).toHaveLength(5);
  });
});
