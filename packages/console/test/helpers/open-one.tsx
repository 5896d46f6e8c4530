import type { FloorItem, TeamView, ToldRep } from '@tillside/protocol';
import { NOON, attached, floor, item, rep } from './data.ts';
import { openConsole } from './open-console.tsx';
import type { OpenConsole } from './open-console.tsx';

export const colleagues = [
  rep(),
  rep({ id: 'rep_jonas', name: 'Jonas Weber', load: 1, capacity: 3 }),
  rep({ id: 'rep_ines', name: 'Ines Costa', load: 3, capacity: 3 }),
  rep({ id: 'rep_theo', name: 'Theo Lang', status: 'away' }),
];
export const teams: readonly TeamView[] = [
  { id: 'team_shared', name: 'Shared floor', sites: ['site_halden'], available: 3, free: 4 },
  { id: 'team_halden', name: 'Halden', sites: ['site_halden'], available: 0, free: 0 },
  { id: 'team_fern', name: 'Fernway', sites: ['site_fernway'], available: 2, free: 2 },
];

/** One conversation is open, of this rep or of another (`part.rep`), with colleagues and teams who could have it. */
export async function openOne(
  part: Partial<FloorItem> = {},
  more: Partial<ToldRep['floor.changed']> = {},
): Promise<OpenConsole> {
  const engagement = {
    id: 'eng_4f2a',
    state: part.state ?? 'active',
    openedAt: NOON,
    rep: { id: part.rep ?? 'rep_maya', name: 'Jonas' },
  } as const;
  const mine = part.rep === undefined ? [item('4f2a', part)] : [];
  const queue = part.rep === undefined ? [] : [item('4f2a', part)];
  const page = await openConsole({
    hash: '#/desk/cnv_4f2a',
    first: [floor({ mine, queue, reps: colleagues, teams: [...teams], ...more })],
  });
  await page.tell(attached({ top: 0, engagement }), { type: 'live', conversation: 'cnv_4f2a' });
  return page;
}

/** The relay says yes to the last command of this kind. */
export async function done(
  page: OpenConsole,
  type: 'status.set' | 'engagement.transfer' | 'reason.set',
): Promise<void> {
  await page.tell({ type: 'done', ref: page.socket.of(type).at(-1)?.ref ?? 0 });
}
