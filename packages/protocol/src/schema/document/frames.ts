import type { z } from 'zod';
import { entryKinds } from '../../kinds.ts';
import type { EntryKind } from '../../kinds.ts';
import * as schema from '../index.ts';
import {
  entryBodyExamples,
  repAskedExamples,
  toldRepExamples,
  toldVisitorExamples,
  visitorAskedExamples,
} from '../examples.ts';
import { describeUnnamed, rowsOf, sharedShapes, simpleTypes } from './describe.ts';
import type { Row } from './describe.ts';
import { heading, json, table } from './markdown.ts';
import { notes } from './notes.ts';

/** The fields of something, with what is noted about them; `type` says nothing that its name does not. */
function fields(name: string, rows: readonly Row[]): string {
  const shown = rows.filter(({ path }) => path !== 'type');
  if (shown.length === 0) return 'No further fields.';
  return table(
    ['field', 'type', 'meaning'],
    shown.map(({ path, type, isOptional }) => [
      `\`${path}\``,
      isOptional ? `${type}; optional` : type,
      notes[`${name}.${path}`] ?? notes[`*.${path}`] ?? '',
    ]),
  );
}

function frame(name: string, shape: z.ZodType, example: object): string {
  const rows = name === 'entry.added' ? entryRows() : rowsOf(shape as z.ZodObject);
  return [heading(3, `\`${name}\``), shape.meta()?.description ?? '', json(example), fields(name, rows)].join('\n\n');
}

/** All kinds share their head; bodies have a section of their own. */
function entryRows(): Row[] {
  const [first] = schema.entryAdded.options;
  return rowsOf(first as z.ZodObject)
    .filter(({ path }) => !path.startsWith('body.'))
    .map((row) => (row.path === 'kind' ? { ...row, type: 'an entry kind' } : row));
}

type Table = Readonly<Record<string, z.ZodType>>;
type Examples = Readonly<Record<string, object>>;

function section(title: string, about: string, shapes: Table, examples: Examples): string {
  const frames = Object.entries(shapes).map(([name, shape]) => frame(name, shape, examples[name]!));
  return [heading(2, title), about, ...frames].join('\n\n');
}

const without = (shapes: Table, others: Table): Table =>
  Object.fromEntries(Object.entries(shapes).filter(([name, shape]) => others[name] !== shape));
const shared = (shapes: Table, others: Table): Table =>
  Object.fromEntries(Object.entries(shapes).filter(([name, shape]) => others[name] === shape));

export function renderFrames(): string {
  const { visitorToRelay, repToRelay, relayToVisitor, relayToRep } = schema;
  return [
    section(
      'Frames both parties send',
      'Visitors address their one conversation as `mine`, reps by its id.',
      shared(visitorToRelay, repToRelay),
      visitorAskedExamples,
    ),
    section(
      'Frames visitors send',
      'Numbered: `session`, `conversation` and `seq` are the number. Those to `mine` become entries, those to `visitor` go on the lane.',
      without(visitorToRelay, repToRelay),
      visitorAskedExamples,
    ),
    section(
      'Frames reps send',
      'Either numbered, or commands with a `ref`. What is written under an assignment names its `epoch` and `claim`.',
      without(repToRelay, visitorToRelay),
      repAskedExamples,
    ),
    section(
      'Frames both parties are sent',
      'A client ignores frames that it does not know and fields that it does not know.',
      shared(relayToVisitor, relayToRep),
      toldVisitorExamples,
    ),
    section('Frames visitors are sent', 'Facts.', without(relayToVisitor, relayToRep), toldVisitorExamples),
    section('Frames reps are sent', 'Facts.', without(relayToRep, relayToVisitor), toldRepExamples),
  ].join('\n\n');
}

export function renderEntryKinds(): string {
  const kinds = Object.keys(entryKinds) as EntryKind[];
  const parts = kinds.map((kind) => {
    const { meaning, visitor } = entryKinds[kind];
    const about = `${meaning} ${visitor ? 'Seen by both.' : 'Seen by reps; to the visitor it is `entry.skipped`.'}`;
    const rows = rowsOf(schema.entryBodies[kind]);
    return [heading(3, `\`${kind}\``), about, json(entryBodyExamples[kind]), fields(kind, rows)].join('\n\n');
  });
  return [heading(2, 'Entry kinds'), 'What `body` of `entry.added` holds, by `kind`.', ...parts].join('\n\n');
}

export function renderShapes(): string {
  const parts = Object.entries(sharedShapes).map(([name, shape]) =>
    [heading(3, `\`${name}\``), fields(name, rowsOf(shape))].join('\n\n'),
  );
  return [heading(2, 'Shapes'), 'Objects that several frames or answers share.', ...parts].join('\n\n');
}

export function renderSimpleTypes(): string {
  const rows = Object.entries(simpleTypes)
    .filter(([name]) => name !== 'author')
    // A module's own order is alphabetical in Node and as written in bundlers.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, shape]) => [`\`${name}\``, describeUnnamed(shape), meanings[name] ?? '']);
  const more = ['`engagementState`', describeUnnamed(schema.engagementState), 'Where an engagement stands.'];
  const author = ['`author`', authorText(), 'Who wrote an entry. Visitors see themselves as `mine`.'];
  return [
    heading(2, 'Simple types'),
    'JSON as of RFC 8259. Integers are exact. Instants are milliseconds since 1970-01-01T00:00Z, durations milliseconds, money integer minor units (cents, yen).',
    table(['name', 'is', 'meaning'], [...rows, more, author]),
  ].join('\n\n');
}

const authorText = (): string =>
  `object: ${rowsOf(schema.author)
    .map(({ path, type, isOptional }) => `\`${path}\`${isOptional ? ' (optional)' : ''} ${type}`)
    .join('; ')}`;

const meanings: Readonly<Record<string, string>> = {
  sessionId: '128 random bits, made by the client once a page load or process; never taken from storage.',
  seq: 'The sender’s number: 1, 2, 3 … without gaps for each session and conversation.',
  offset: 'The log’s number: 1, 2, 3 … without gaps for each conversation.',
  chain: 'Proves what lies before an offset; empty before the first entry. Copied, never computed.',
  instant: 'Milliseconds since the epoch, by the store’s clock unless said otherwise.',
  amount: 'Minor units.',
  currency: 'ISO 4217.',
  conversationAddress: `\`"mine"\` to visitors, the id to reps.`,
  ref: 'Names a command in its answer. Fresh on each socket; counting up is fine.',
  availability: 'How soon somebody could answer.',
  status: 'What a rep chose.',
  short: 'A name or a line.',
};
