import type { Rule } from '../playbook.ts';
import type { SuppressReason, Trace, TraceLimits, TraceValue } from '../types.ts';
import { unpackBits } from './bits.ts';
import { leavesOf } from './leaves.ts';
import { CUT, FORM, SEAL_LENGTH, sealOf } from './pack.ts';
import { reasonOf } from './reasons.ts';
import { readText, readValue, unescaped } from './tokens.ts';

/** What stands for a text that was too long to be kept. */
const LOST = '…';

/** All of a list, or nothing if one of it cannot be read. A list that was cut is what was kept of it. */
function readList<Value>(field: string, read: (token: string) => Value | undefined): readonly Value[] | undefined {
  const tokens = field === '' ? [] : field.split(',');
  if (tokens.at(-1) === CUT) tokens.pop();
  const values = tokens.flatMap((token) => {
    const value = read(token);
    return value === undefined ? [] : [value];
  });
  return values.length === tokens.length ? values : undefined;
}

const readCount = (token: string | undefined): number | undefined =>
  token !== undefined && /^-?[0-9a-z]{1,11}$/.test(token) ? parseInt(token, 36) : undefined;

function readLimits(field: string): TraceLimits | undefined {
  const [visit, rule, visitor, level, ...rest] = readList(field, readCount) ?? [];
  const isWhole = visit !== undefined && rule !== undefined && visitor !== undefined && level !== undefined;
  return isWhole && rest.length === 0 ? [visit, rule, visitor, level] : undefined;
}

function readLoser(token: string): readonly [string, SuppressReason] | undefined {
  const reason = reasonOf(token[0]);
  return reason && [unescaped(token.slice(1)), reason];
}

function readOptional<Value>(field: string, read: (field: string) => Value | undefined): Value | null | undefined {
  return field === '' ? null : read(field);
}

/**
 * A trace from its stored form.
 *
 * @param rule the rule as it was in the playbook version the trace was made with
 * @returns nothing for a text that is damaged, or of another rule or a rule with another number of conditions. `values` may be
 * shorter than the rule's facts, where not all could be stored. Never throws.
 */
export function unpackTrace(text: string, rule: Rule): Trace | undefined {
  const start = FORM.length + SEAL_LENGTH;
  const body = text.slice(start);
  const leaves = leavesOf(rule.when).length;
  if (text.slice(0, start) !== FORM + sealOf(rule.id, leaves, body)) return undefined;

  const [atField, causeField = '', bitsField = '', limitsField = '', ...rest] = body.split(';');
  const [valuesField = '', reasonField = '', armField = '', losersField = ''] = rest;
  const at = readCount(atField);
  const [, entryField, signalField = ''] = /^([0-9a-z]*)(.*)$/s.exec(causeField) ?? [];
  const entry = readCount(entryField);
  const signal = signalField === CUT ? LOST : readText(signalField);
  const bits = unpackBits(bitsField, leaves);
  const limits = readLimits(limitsField);
  const values: readonly TraceValue[] | undefined = readList(valuesField, readValue);
  const reason = readOptional(reasonField, reasonOf);
  const arm = readOptional(armField, (field) => (field === CUT ? LOST : readText(field)));
  const losers = readOptional(losersField, (field) => readList(field.slice(1), readLoser));
  if (at === undefined || entry === undefined || signal === undefined || bits === undefined) return undefined;
  if (!limits || !values || reason === undefined || arm === undefined || losers === undefined) return undefined;

  return {
    rule: rule.id,
    entry,
    signal,
    at,
    bits,
    values,
    limits,
    ...(arm !== null && { arm }),
    ...(reason !== null && { reason }),
    ...(losers !== null && { losers }),
  };
}
