import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { connectRep, connectVisitor, texts } from '../helpers/parties.ts';
import type { TestRep, TestVisitor } from '../helpers/parties.ts';

const mara = { email: 'mara@halden.example', password: 'tillside-demo' };
const perParty = 60;
const kills = 3;

let demo: Demo | undefined;
let open: (TestRep | TestVisitor)[] = [];
afterEach(async () => {
  for (const { client } of open) client.close();
  open = [];
  await demo?.stop();
  demo = undefined;
});

describe.each(['sqlite', 'redis'] as const)('a relay killed with kill -9 in mid-conversation, on %s', (store) => {
  it('loses no acknowledged entry, doubles none, and both sides resume by themselves', async () => {
    demo = await startDemo(store);
    const { shopNode, consoleNode } = demo;
    const rep = await connectRep({ url: consoleNode.url, ...mara });
    const visitor = await connectVisitor({ url: shopNode.url, site: 'site_halden', origin: shopNode.url });
    open = [rep, visitor];
    visitor.say('v0');
    await rep.when('a ring', () => rep.mine().some((item) => item.state === 'ringing'));
    const { conversation, engagement } = rep.mine().find((item) => item.state === 'ringing')!;
    await rep.client.command({ type: 'engagement.accept', conversation, engagement });
    rep.client.attach(conversation);
    await rep.when('the conversation', () => rep.mine().some((item) => item.state === 'active'));

    const writing = (async () => {
      for (let index = 1; index < perParty; index += 1) {
        visitor.say(`v${index}`);
        rep.say(conversation, `r${index}`);
        await delay(40);
      }
    })();
    for (let kill = 0; kill < kills; kill += 1) {
      await delay(500);
      await (kill % 2 === 0 ? shopNode : consoleNode).restart();
    }
    await writing;
    const total = 2 * perParty - 1;
    const visitors = () => texts(visitor.view('mine'));
    const reps = () => texts(rep.view(conversation));
    await visitor.when('everything', () => visitors().length >= total, 40_000);
    await rep.when('everything', () => reps().length >= total, 40_000);

    expect(visitors()).toEqual(reps());
    expect(visitors().filter((text) => text.startsWith('v'))).toEqual(
      Array.from({ length: perParty }, (_, index) => `v${index}`),
    );
    expect(visitors().filter((text) => text.startsWith('r'))).toEqual(
      Array.from({ length: perParty - 1 }, (_, index) => `r${index + 1}`),
    );
    expect([...visitor.troubles, ...rep.troubles]).toEqual([]);
  });
});
