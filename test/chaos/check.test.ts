import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import type { LogEntry } from './check.ts';
import { createRecord } from './record.ts';
import type { PartyRecord } from './record.ts';

const conversation = 'cnv_a';

/** A log whose entries are numbered as they come; each line: who, what. */
function logOf(...lines: readonly (readonly [by: string, kind: LogEntry['kind'], body: object])[]): LogEntry[] {
  const seqs = new Map<string, number>();
  return lines.map(([id, kind, body], index) => {
    const seq = (seqs.get(id) ?? 0) + 1;
    seqs.set(id, seq);
    const by = { kind: id.startsWith('rep') ? 'rep' : 'visitor', id };
    return { offset: index + 1, chain: `chain${index + 1}`, session: id, seq, at: index, kind, by, body };
  });
}

/** A party that typed these, all acknowledged, and shows the log as it is. */
function partyOf(name: string, texts: readonly string[], log: readonly LogEntry[]): PartyRecord {
  const record = createRecord(name, 'rep');
  texts.forEach((text, index) => {
    record.typed.set(text, { number: index + 1, at: 0 });
    record.acked.set(text, 1);
  });
  const view = log.map(({ offset, chain, session, seq, kind, by }) => ({
    ...{ offset, chain, session, seq, kind },
    by: by.id,
    text: '',
  }));
  record.views.set(conversation, view);
  return record;
}

const say = (by: string, text: string) => [by, 'message', { text }] as const;
const whole = logOf(say('vis', 'one'), say('vis', 'two'));
const wrongsOf = (log: readonly LogEntry[], ...records: readonly PartyRecord[]) => [
  ...new Set(check({ logs: new Map([[conversation, log]]), records }).map(({ wrong }) => wrong)),
];

describe('the checker', () => {
  it('has nothing to say where all is well', () => {
    expect(wrongsOf(whole, partyOf('v', ['one', 'two'], whole))).toEqual([]);
  });

  it('finds what was acknowledged and is not there', () => {
    expect(wrongsOf(whole, partyOf('v', ['one', 'two', 'three'], whole))).toEqual(['acknowledged and missing']);
  });

  it('believes who is told that a message may be missing', () => {
    const record = partyOf('v', ['one', 'two'], whole);
    record.missing = 1;
    expect(wrongsOf(whole, record)).toEqual(['acknowledged and missing']);
  });

  it('finds what is there twice', () => {
    const log = logOf(say('vis', 'one'), say('vis', 'one'));
    expect(wrongsOf(log, partyOf('v', ['one'], log))).toEqual(['doubled']);
  });

  it('finds what is in another order than it was typed', () => {
    const log = logOf(say('vis', 'two'), say('vis', 'one'));
    expect(wrongsOf(log, partyOf('v', ['one', 'two'], log))).toEqual(['misordered']);
  });

  it('finds a view that is not the log: short, or under other chains', () => {
    expect(wrongsOf(whole, partyOf('v', ['one', 'two'], whole.slice(0, 1)))).toEqual(['differing views']);
    const other = whole.map((entry) => ({ ...entry, chain: 'other' }));
    expect(wrongsOf(whole, partyOf('v', ['one', 'two'], other))).toEqual(['differing views']);
  });

  it('finds what is shown as not sent and was sent', () => {
    const record = partyOf('v', ['one', 'two'], whole);
    record.acked.delete('two');
    record.refused.set('two', 'fenced');
    expect(wrongsOf(whole, record)).toEqual(['differing views']);
  });

  it('finds what is neither sent nor shown as not sent, and what was refused without a reason', () => {
    const record = partyOf('v', ['one', 'two'], whole);
    record.typed.set('three', { number: 3, at: 0 });
    expect(wrongsOf(whole, record)).toEqual(['never sent']);
    record.refused.set('three', 'fenced');
    expect(wrongsOf(whole, record)).toEqual([]);
    record.refused.set('three', 'full');
    expect(wrongsOf(whole, record)).toEqual(['never sent']);
  });

  it('finds a former owner who writes on', () => {
    const taken = logOf(
      ['relay', 'engagement.rang', { rep: 'rep_a' }],
      ['relay', 'engagement.accepted', { rep: 'rep_a' }],
      say('rep_a', 'mine'),
      ['relay', 'engagement.queued', { cause: 'rep_lost' }],
      say('rep_a', 'still mine'),
    );
    expect(wrongsOf(taken.slice(0, 4))).toEqual([]);
    expect(wrongsOf(taken)).toEqual(['stale owner accepted']);
  });

  it('finds two owners', () => {
    const taken = logOf(
      ['relay', 'engagement.accepted', { rep: 'rep_a' }],
      ['relay', 'engagement.accepted', { rep: 'rep_b' }],
    );
    expect(wrongsOf(taken)).toEqual(['two owners']);
    const overtaken = logOf(
      ['relay', 'engagement.accepted', { rep: 'rep_a' }],
      ['relay', 'engagement.taken_over', { rep: 'rep_b' }],
    );
    expect(wrongsOf(overtaken)).toEqual([]);
  });
});
