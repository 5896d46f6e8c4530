import type { openStore } from '@tillside/relay';
import { namelessRow } from '../../../packages/relay/src/core/nameless.ts';
import type { TableRow } from '../figures.ts';
import { hex } from './hex.ts';

type Store = Awaited<ReturnType<typeof openStore>>;

const site = 'site_halden';
const talks = 500;
const atOnce = 100;
const steps = [
  ...(['invitation.granted', 'invitation.seen', 'invitation.accepted', 'engagement.opened'] as const),
  ...(['engagement.answered', 'engagement.first_reply', 'offer.made', 'engagement.resolved'] as const),
];

/** Eight rows of one talk. */
function rowsOf(talk: number) {
  const engagement = `eng_${hex(32, talk, 'page')}_1`;
  const id = hex(22, talk, 'visitor');
  return steps.map((kind, step) => ({
    ...{ key: `${engagement}/${kind}`, kind, visitor: `vis_${id}`, conversation: `cnv_${id}`, engagement },
    ...{
      invitation: `inv_${hex(16, talk)}`,
      rule: 'leaving-checkout',
      playbook: 'v12',
      team: 'team_halden',
      rep: 'rep_mara',
    },
    tookMs: 1_000 + (Number.parseInt(hex(6, talk, step), 16) % 60_000),
  }));
}

/** What a row of the journal costs: as it came, once it names nobody any more, and many in one value. */
export async function measureJournal(name: string, { journal, keeping }: Store): Promise<TableRow> {
  const used = async () => (await keeping.room()).usedBytes;
  const count = talks * steps.length;
  await journal.append(site, rowsOf(-1));
  const empty = await used();
  const each = async () => Math.round(((await used()) - empty) / count);
  for (let talk = 0; talk < talks; talk += 1) await journal.append(site, rowsOf(talk));
  const fresh = await each();
  for (let after = 0; ;) {
    const page = await keeping.journalAfter(site, after, atOnce);
    const amended = page.map((row) => ({ row, item: namelessRow(row) }));
    await keeping.amendJournal(
      site,
      amended.flatMap(({ row, item }) => (item === undefined ? [] : [{ number: row.number, item }])),
    );
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.number;
  }
  const nameless = await each();
  while (((await keeping.sealJournal?.(site, Number.MAX_SAFE_INTEGER, 500)) ?? 0) > 0);
  return {
    'a row of the journal': name,
    'bytes, as it came': fresh,
    'without names': nameless,
    'in a value of 500': keeping.sealJournal === undefined ? '' : await each(),
  };
}
