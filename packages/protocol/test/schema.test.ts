import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { closeCodes, entryKinds, limits, refusalCodes, withholdReasons } from '@tillside/protocol';
import * as schema from '@tillside/protocol/schema';
import {
  entryBodyExamples,
  repAskedExamples,
  toldRepExamples,
  toldVisitorExamples,
  visitorAskedExamples,
} from '../src/schema/examples.ts';

const tables = {
  visitorToRelay: [schema.visitorToRelay, visitorAskedExamples],
  repToRelay: [schema.repToRelay, repAskedExamples],
  relayToVisitor: [schema.relayToVisitor, toldVisitorExamples],
  relayToRep: [schema.relayToRep, toldRepExamples],
} as const satisfies Record<string, readonly [Record<string, z.ZodType>, Record<string, object>]>;

const frames = Object.entries(tables).flatMap(([table, [schemas, examples]]) =>
  Object.entries(schemas as Record<string, z.ZodType>).map(([name, frame]) => ({
    title: `${table} ${name}`,
    name,
    frame,
    example: (examples as Record<string, Record<string, unknown>>)[name]!,
  })),
);

/** The same with each value, at any depth, in turn replaced by something that fits nowhere. */
function* broken(value: unknown): Generator {
  yield { wrong: ['in every place'] };
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) for (const worse of broken(item)) yield value.with(at, worse);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) for (const worse of broken(item)) yield { ...value, [key]: worse };
  }
}

describe('frames', () => {
  it.each(frames)('[PS1] $title: the example parses as it is', ({ frame, example }) => {
    expect(frame.parse(example)).toEqual(example);
  });

  it.each(frames)('[PS1] $title: broken in any one place it does not', ({ frame, example }) => {
    const all = [...broken(example)];
    expect(all.length).toBeGreaterThan(Object.keys(example).length);
    for (const worse of all) expect(frame.safeParse(worse).success, JSON.stringify(worse)).toBe(false);
    expect(frame.safeParse({ ...example, type: 'nothing.known' }).success).toBe(false);
  });

  it.each(frames)('[PS2] $title: what it does not know is dropped', ({ frame, example }) => {
    expect(frame.parse({ ...example, added: 'later', also: { deep: true } })).toEqual(example);
  });

  it('[PS2] also inside', () => {
    const { 'message.send': example } = visitorAskedExamples;
    const later = { ...example, body: { ...example.body, tone: 'friendly' } };
    expect(schema.visitorToRelay['message.send'].parse(later)).toEqual(example);
  });

  it('[PS6] have one name each, of a known form', () => {
    const link = /^(hello|welcomed|attached|live|acked|rewind|refused|done|superseded|ping|pong|drain|typing|read)$/;
    for (const { name, example } of frames) {
      expect(example).toHaveProperty('type', name);
      expect(link.test(name) || /^[a-z]+\.[a-z]+(-[a-z]+)?$/.test(name), name).toBe(true);
    }
    for (const [asked, told] of [
      [schema.visitorToRelay, schema.relayToVisitor],
      [schema.repToRelay, schema.relayToRep],
    ] as const)
      expect(Object.keys(asked).filter((name) => name in told)).toEqual([]);
  });
});

describe('entries', () => {
  const added = toldVisitorExamples['entry.added'];
  const kinds = Object.keys(entryKinds) as (keyof typeof entryKinds)[];

  it('[PS3] have a body schema for every kind, and for no other', () => {
    expect(Object.keys(schema.entryBodies).toSorted()).toEqual(kinds.toSorted());
    expect(schema.entryAdded.safeParse({ ...added, kind: 'rumour' }).success).toBe(false);
  });

  it.each(kinds)('[PS3] of kind %s are checked by it', (kind) => {
    const entry = { ...added, kind, body: entryBodyExamples[kind] };
    expect(schema.entryAdded.parse(entry)).toEqual(entry);
    for (const worse of broken(entry))
      expect(schema.entryAdded.safeParse(worse).success, JSON.stringify(worse)).toBe(false);
  });
});

describe('catalogues', () => {
  it('[PS4] name every code in lower case and say what it means', () => {
    const all = [
      ...Object.values(closeCodes).map(({ name, meaning }) => [name, meaning] as const),
      ...Object.entries(refusalCodes).map(([name, { meaning }]) => [name, meaning] as const),
      ...Object.entries(withholdReasons),
      ...Object.entries(entryKinds).map(([name, { meaning }]) => [name, meaning] as const),
    ];
    for (const [name, meaning] of all) {
      expect(name).toMatch(/^[a-z]+([._][a-z]+)*$/);
      expect(meaning).toMatch(/^[A-Z].{10,}\.$/);
    }
    const names = Object.values(closeCodes).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('[PS4] and schemas know the same codes', () => {
    for (const code of Object.keys(refusalCodes)) {
      expect(schema.relayToVisitor.refused.safeParse({ type: 'refused', ref: 1, code, retry: true }).success).toBe(
        true,
      );
    }
    const withheld = toldVisitorExamples['invitation.withheld'];
    for (const reason of Object.keys(withholdReasons))
      expect(schema.relayToVisitor['invitation.withheld'].safeParse({ ...withheld, reason }).success).toBe(true);
  });

  it('[PS5] hold the limits that the schemas check', () => {
    const send = visitorAskedExamples['message.send'];
    const fits = (length: number): boolean =>
      schema.visitorToRelay['message.send'].safeParse({ ...send, body: { text: 'x'.repeat(length) } }).success;
    expect([fits(limits.textLength), fits(limits.textLength + 1)]).toEqual([true, false]);
    const { hello } = visitorAskedExamples;
    const greets = (sessions: number, cursors: number): boolean =>
      schema.visitorToRelay.hello.safeParse({
        ...hello,
        sessions: Array.from({ length: sessions }, (_, n) => n.toString(16).padStart(32, '0')),
        cursors: Array.from({ length: cursors }, () => hello.cursors[0]),
      }).success;
    const { sessionsPerSocket, attachedPerSocket } = limits;
    expect(greets(sessionsPerSocket, attachedPerSocket)).toBe(true);
    expect([greets(sessionsPerSocket + 1, 0), greets(1, attachedPerSocket + 1), greets(0, 0)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
