import { limits } from '@tillside/protocol';
import type {
  JournalItem,
  JournalPort,
  JournalRow,
  LedgerPort,
  OrderRecord,
  VisitorRecord,
  VisitorsPort,
} from '../ports/index.ts';
import { send } from './connection.ts';
import type { Reply } from './connection.ts';
import { digestOf } from './entry-args.ts';
import { keys } from './keys.ts';
import type { Connections } from './open.ts';
import { asList, asNumber, asOptional, asText, defineScript, timeArg } from './script.ts';

const commitDocument = defineScript('commit-document');
const commitOrder = defineScript('commit-order');
const advanceLane = defineScript('advance-lane');
const appendJournal = defineScript('append-journal');

function parsed<T>(reply: Reply | undefined): T | undefined {
  const json = asOptional(reply);
  return json === undefined ? undefined : (JSON.parse(json) as T);
}

export function createVisitors({ appends, reads }: Connections): VisitorsPort {
  return {
    load: async (visitor) => parsed<VisitorRecord>(await send(reads, ['HGET', keys.visitor(visitor), 'json'])),
    async commit(record, expectedRevision, nowMs) {
      const { visitor } = record;
      const revision = expectedRevision + 1;
      const json = JSON.stringify({ ...record, revision });
      const [kind, detail] = asList(
        await commitDocument(
          appends,
          [keys.visitor(visitor)],
          [timeArg(nowMs), '', String(expectedRevision), json, `vis/${visitor}`],
        ),
      );
      return kind === 'committed'
        ? { kind, at: asNumber(detail), revision }
        : { kind: 'stale', current: parsed<VisitorRecord>(detail) };
    },
    async advanceLane(visitor, session, seq, sent, nowMs) {
      const [kind, highest] = asList(
        await advanceLane(
          appends,
          [keys.lanes(visitor)],
          [timeArg(nowMs), session, String(seq), digestOf('lane', sent), String(limits.rememberedBodies)],
        ),
      );
      switch (asText(kind)) {
        case 'next':
          return { kind: 'next' };
        case 'duplicate':
          return { kind: 'duplicate' };
        case 'gap':
          return { kind: 'gap', highest: asNumber(highest) };
        default:
          return { kind: 'conflict' };
      }
    },
  };
}

export function createLedger({ appends, reads }: Connections): LedgerPort {
  /** Stored as `revision|json`. */
  const document = (reply: Reply | undefined) => {
    const text = asOptional(reply);
    return text === undefined ? undefined : (JSON.parse(text.slice(text.indexOf('|') + 1)) as OrderRecord);
  };
  return {
    load: async (site, key) => document(await send(reads, ['HGET', keys.orders(site), key])),
    async commit(record, expectedRevision, nowMs) {
      const { site, key, at } = record;
      const revision = expectedRevision + 1;
      const json = JSON.stringify({ ...record, revision });
      const [kind, detail] = asList(
        await commitOrder(
          appends,
          [keys.orders(site), keys.ordersByTime(site)],
          [timeArg(nowMs), key, String(expectedRevision), json, String(at)],
        ),
      );
      return kind === 'committed'
        ? { kind, at: asNumber(detail), revision }
        : { kind: 'stale', current: parsed<OrderRecord>(detail) };
    },
    async list(site, beforeMs, limit) {
      const found = asList(
        await send(reads, [
          'ZREVRANGEBYSCORE',
          keys.ordersByTime(site),
          `(${beforeMs}`,
          '-inf',
          'LIMIT',
          '0',
          String(limit),
        ]),
      ).map(String);
      if (found.length === 0) return [];
      return asList(await send(reads, ['HMGET', keys.orders(site), ...found]))
        .map(document)
        .filter((record) => record !== undefined);
    },
  };
}

function journalRow(number: number, at: number, json: string): JournalRow {
  return { ...(JSON.parse(json) as JournalItem), number, at };
}

export function createJournal({ appends, reads }: Connections): JournalPort {
  return {
    async append(site, items, nowMs) {
      const flat = asList(
        await appendJournal(
          appends,
          [keys.journal(site), keys.journalKeys(site)],
          [timeArg(nowMs), site, ...items.flatMap((item) => [item.key, JSON.stringify(item)])],
        ),
      );
      return items.map((_, index) =>
        journalRow(asNumber(flat[3 * index]), asNumber(flat[3 * index + 1]), asText(flat[3 * index + 2])),
      );
    },
    async read(site, before, limit) {
      if (limit <= 0 || (before ?? 1) <= 0) return [];
      const end = before === undefined ? '+' : `(${before}-0`;
      const rows = asList(await send(reads, ['XREVRANGE', keys.journal(site), end, '-', 'COUNT', String(limit)]));
      return rows.map((row) => {
        const [id, fields] = asList(row);
        const [, at, , json] = asList(fields ?? []);
        return journalRow(Number.parseInt(asText(id), 10), asNumber(at), asText(json));
      });
    },
  };
}
