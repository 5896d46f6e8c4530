import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { closeCodes, entryKinds, limits, refusalCodes, withholdReasons } from '@tillside/protocol';
import * as schema from '@tillside/protocol/schema';
import { renderProtocolDocument } from '../src/schema/document.ts';
import { rowsOf, sharedShapes, simpleTypes } from '../src/schema/document/describe.ts';
import { notes } from '../src/schema/document/notes.ts';

const text = renderProtocolDocument();
const lines = text.split('\n');
const { visitorToRelay, repToRelay, relayToVisitor, relayToRep } = schema;
const tables: Readonly<Record<string, z.ZodType>>[] = [visitorToRelay, repToRelay, relayToVisitor, relayToRep];
const frames = tables.flatMap((table) => Object.entries(table));

describe('docs/protocol.md', () => {
  it('[PS7] is what this package renders', async () => {
    const file = join(import.meta.dirname, '../../../docs/protocol.md');
    expect(await readFile(file, 'utf8'), 'write it anew with "pnpm docs"').toBe(text);
  });

  it('[PS7] has a heading for every frame, entry kind and shape, and a row for every code and limit', () => {
    for (const name of [...frames.map(([name]) => name), ...Object.keys(entryKinds), ...Object.keys(sharedShapes)])
      expect(lines, name).toContain(`### \`${name}\``);
    const named = [refusalCodes, withholdReasons, limits, simpleTypes].flatMap((table) => Object.keys(table));
    for (const name of named) expect(text, name).toContain(`\n| \`${name}\` | `);
    for (const [code, { name }] of Object.entries(closeCodes)) expect(text).toContain(`\n| ${code} | \`${name}\` | `);
  });

  it('[PS7] says something about every frame', () => {
    for (const [name, frame] of frames) expect(frame.meta()?.description, name).toMatch(/^[A-Z].*[.?]/);
  });

  it('[PS7] notes only fields that there are', () => {
    const entry = schema.entryAdded.options[0];
    const shapes = [...frames.filter(([name]) => name !== 'entry.added'), ...Object.entries(sharedShapes)];
    const paths = [...shapes, ['entry.added', entry] as const].flatMap(([name, shape]) =>
      rowsOf(shape as z.ZodObject).flatMap(({ path }) => [`${name}.${path}`, `*.${path}`]),
    );
    for (const path of Object.keys(notes)) expect(paths).toContain(path);
  });

  it('[PS8] talks only in frames that are ones', () => {
    const talks = [...text.matchAll(/^```text (visitor|rep)\n([^]*?)^```/gm)];
    expect(talks.length).toBeGreaterThan(5);
    for (const [, party, talk] of talks) {
      for (const line of talk!.trimEnd().split('\n')) {
        if (line.startsWith('# ')) continue;
        const [asked, told] = party === 'rep' ? [repToRelay, relayToRep] : [visitorToRelay, relayToVisitor];
        const frame = JSON.parse(line.slice(2)) as { readonly type: string };
        const table: Readonly<Record<string, z.ZodType>> = line.startsWith('→') ? asked : told;
        expect(table[frame.type]!.parse(frame), line).toEqual(frame);
      }
    }
  });

  it('[PS8] links to headings that there are', () => {
    const anchors = lines
      .filter((line) => line.startsWith('## '))
      .map((line) =>
        line
          .slice(3)
          .toLowerCase()
          .replaceAll(/[^a-z0-9 ]/g, '')
          .replaceAll(' ', '-'),
      );
    for (const [, anchor] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
  });
});
