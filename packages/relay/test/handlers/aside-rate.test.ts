import { expect, it } from 'vitest';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

it('[HA50] contacts fill no log: twenty at once, then one every ten seconds', async () => {
  const visitor = openVisitor(relay.now.node, 'v');
  const give = (seq: number) =>
    visitor.raw({
      type: 'contact.give',
      session: visitor.session,
      conversation: 'mine',
      seq,
      body: { name: `Ada ${seq}` },
    });
  for (let seq = 1; seq <= 22; seq += 1) await give(seq);
  expect((await relay.now.store.conversations.view('cnv_v')).log.top).toBe(20);
  expect(visitor.last('refused')).toMatchObject({ seq: 22, code: 'rate', retry: true, afterMs: 10_000 });
  await relay.now.clock.pass(10_000);
  await give(21);
  expect(visitor.last('acked')).toMatchObject({ seq: 21 });
});
