import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect } from 'vitest';
import { openFilesDirectory } from '../../src/files/directory.ts';
import type { KeptStore } from '../../src/ports/index.ts';
import { engagement, message, order, record, relayEntry, sessionOf, visitorRecord } from '../contracts/build.ts';

export const words = ['quokkaword', 'mina.planted@mail.example', 'Zebulonname', 'plantedpage', sessionOf('c')];
export const site = 'site_alpha';
export const file = `fil_${createHash('sha1').update('planted').digest('hex')}`;
export const [said, email, name, page, session] = words as [string, string, string, string, string];

/** One visitor who left something in every place there is, and another one. */
export async function plant(store: KeptStore, who: string, filesDir: string, isPlanted = true): Promise<void> {
  const [visitor, conversation] = [`vis_${who}`, `cnv_${who}`];
  const own = isPlanted ? session : sessionOf('d');
  const text = isPlanted ? said : 'hello';
  const mine = { session: own, conversation, by: { kind: 'visitor', id: visitor } as const };
  const at = Date.now();
  await store.conversations.append(message(1, { ...mine, body: JSON.stringify({ text }) }));
  await store.conversations.append(
    message(2, { ...mine, kind: 'contact', body: JSON.stringify({ name: isPlanted ? name : 'Bo' }) }),
  );
  await store.conversations.append(
    message(3, { ...mine, kind: 'file', body: JSON.stringify({ file, name: `${text}.pdf` }) }),
  );
  const id = `eng_${own}_1`;
  await store.conversations.commit(
    {
      ...record({ conversation, visitor, site }),
      engagement: engagement({ id, state: 'queued', openedAt: at, teams: ['team_shared'] }),
    },
    0,
    [relayEntry(`${own}/1`, { body: JSON.stringify({ engagement: id, cause: 'visitor' }) })],
  );
  await store.conversations.setContext(conversation, {
    page: { url: `https://alpha.example/${isPlanted ? page : ''}`, title: '' },
  });
  await store.conversations.touch(site, conversation);
  await store.visitors.commit(visitorRecord({ visitor, site, email: isPlanted ? email : 'bo@mail.example' }), 0);
  await store.visitors.advanceLane(visitor, own, 1, '{}');
  await store.floor.enqueue('team_shared', { conversation, site, queuedAt: at });
  await store.floor.putByMessage('team_alpha', { conversation, site, queuedAt: at });
  await store.floor.takeGrant('team_shared', { grant: `inv_${own}_9`, site, conversation, livesMs: 60_000, most: 9 });
  const invitation = `inv_${own}_1`;
  const talk = { visitor, conversation, engagement: id, team: 'team_shared' };
  await store.journal.append(site, [
    { key: `granted/${own}/1`, kind: 'invitation.granted', visitor, invitation, rule: 'exit', trace: text },
    { key: `journey/${own}/2`, kind: 'journey.recorded', visitor, journey: text },
    { key: `${id}/opened`, kind: 'engagement.opened', ...talk, isShared: true },
    { key: `${id}/resolved`, kind: 'engagement.resolved', ...talk, tookMs: 61_000 },
  ]);
  const bought = { site, visitor, conversation, invitation, rule: 'exit', at: at - 1_000 };
  await store.ledger.commit(order(`page/${own}/7`, { ...bought, order: `ord_${isPlanted ? 1 : 2}` }), 0);
  await store.ledger.commit(
    order(`tx/A${who}`, {
      ...bought,
      transactionId: `A${who}`,
      status: 'confirmed',
      isBillable: true,
      order: `ord_${isPlanted ? 3 : 4}`,
    }),
    0,
  );
  const letter = { kind: 'transcript', site, conversation, to: isPlanted ? email : 'bo@mail.example' } as const;
  await store.mails.put({ ...letter, key: `transcript/${own}/1` }, 60_000);
  await store.mails.put({ ...letter, key: `transcript/${own}/2` }, 0);
  await store.mails.settle(`transcript/${own}/2`);
  if (!isPlanted) return;
  const files = openFilesDirectory(filesDir);
  await files.put(file, Readable.from([Buffer.from(said)]), () => ({
    id: file,
    site,
    conversation,
    by: visitor,
    name: `${said}.pdf`,
    type: 'application/pdf',
    bytes: said.length,
  }));
  await files.keep(file);
}

/** As the keeping job does a day after the last word. */
export async function compact(store: KeptStore, conversation: string): Promise<void> {
  const { log, record: now } = await store.conversations.view(conversation);
  expect(await store.keeping.compact(conversation, log.top, now?.revision ?? 0)).toBe(true);
}
