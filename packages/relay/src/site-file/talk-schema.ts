import { fileTypes, limits } from '@tillside/protocol';
import { usualKeepDays, usualKeepVisitDays } from '../core/retention.ts';
import { usualFiles } from '../core/site-files.ts';
import { z } from 'zod';
import { line } from './primitives.ts';

/** How people talk on this site: what the panel says, asks and takes. */
export const talk = {
  /** Days a conversation is kept; visitors are told before their first message. */
  keepDays: z.int().min(1).max(3_650).default(usualKeepDays),
  /** Days that recorded visits, page reports and traces of decisions are kept. */
  keepVisitDays: z.int().min(1).max(3_650).default(usualKeepVisitDays),
  /** May an invitation be shown before consent? Nothing is stored or sent before the visitor's click. */
  invitationsBeforeConsent: z.boolean().default(false),
  /** Do reps see what a visitor types before it is sent? The panel says so in a line that stays. */
  livePreview: z.boolean().default(false),
  /** What may be sent as a file; false: nothing. */
  files: z
    .union(
      [
        z.literal(false),
        z.strictObject({
          types: z
            .array(z.enum(fileTypes))
            .min(1)
            .default([...usualFiles.types]),
          bytes: z.int().min(1_024).max(limits.fileBytes).default(limits.fileBytes),
        }),
      ],
      `expected false, or an object with "types" of ${fileTypes.join(', ')} and "bytes" from 1024 to ${limits.fileBytes}`,
    )
    .default({ types: [...usualFiles.types], bytes: usualFiles.bytes }),
  /** Asked in the panel before a chat begins. */
  preChat: z
    .strictObject({
      name: z.boolean().default(false),
      email: z.boolean().default(false),
      questions: z
        .array(
          z.strictObject({
            text: line,
            choices: z.array(line).min(2).max(8).optional(),
            needed: z.boolean().default(false),
          }),
        )
        .max(3)
        .default([]),
    })
    .optional(),
  /** Where the visitor's credential is kept in a first-party cookie: a path of the shop, or an address at the same site. */
  rememberUrl: z
    .string()
    .max(500)
    .refine(
      (address) => /^\/(?![/\\])\S*$/.test(address) || (/^https?:\/\//.test(address) && URL.canParse(address)),
      'expected a path of the shop like /tillside, or an address that begins with https://',
    )
    .optional(),
} as const;
