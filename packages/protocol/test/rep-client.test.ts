import { describe, expect, it } from 'vitest';
import { createRepClient } from '@tillside/protocol/client';
import { attached, welcomed } from './helpers/frames.ts';
import { createWorld, settled } from './helpers/world.ts';

async function connected() {
  const world = createWorld<'rep'>();
  const client = createRepClient(world.options);
  client.connect();
  await settled();
  world.socket().open();
  world.socket().say(welcomed());
  return { world, client };
}

const accept = { type: 'engagement.accept', conversation: 'cnv_a', engagement: 'eng_a' } as const;

describe('a rep’s command', () => {
  it('[CR1] ends with `done` or with the relay’s reason', async () => {
    const { world, client } = await connected();
    const first = client.command(accept);
    const second = client.command({ type: 'status.set', status: 'away' });
    expect(world.socket().sent.slice(1)).toEqual([
      { ...accept, ref: 1 },
      { type: 'status.set', status: 'away', ref: 2 },
    ]);
    world.socket().say({ type: 'done', ref: 2 });
    world.socket().say({ type: 'refused', ref: 1, code: 'not_ringing', retry: false, detail: 'Ines has it' });
    expect(await second).toEqual({ isDone: true });
    expect(await first).toMatchObject({ isDone: false, code: 'not_ringing', retry: false, detail: 'Ines has it' });
    client.close();
  });

  it('[CR2] ends when the link does, and says that nobody knows; nothing is repeated', async () => {
    const { world, client } = await connected();
    const answer = client.command(accept);
    world.socket().end(1006);
    expect(await answer).toEqual({ isDone: false, code: 'link_lost', retry: true });
    await world.pass(250);
    world.socket().open();
    world.socket().say(welcomed());
    world.socket().say({ type: 'done', ref: 1 });
    expect(world.socket().sent).toHaveLength(1);
    client.close();
  });

  it('[CR2] without a link is not sent and says so', async () => {
    const { world, client } = await connected();
    client.close();
    expect(await client.command(accept)).toEqual({ isDone: false, code: 'not_connected', retry: true });
    expect(world.socket().sent).toHaveLength(1);
  });

  it('[CR3] and what a rep writes carry the assignment as it was given', async () => {
    const { world, client } = await connected();
    client.attach('cnv_a');
    world.socket().say(attached({ conversation: 'cnv_a' }));
    client.send({ type: 'message.send', conversation: 'cnv_a', epoch: 3, claim: 'clm_a', body: { text: 'Hi' } });
    expect(world.socket().sent.at(-1)).toMatchObject({ epoch: 3, claim: 'clm_a', seq: 1, conversation: 'cnv_a' });
    client.close();
  });
});
