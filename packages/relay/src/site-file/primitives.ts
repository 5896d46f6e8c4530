import { z } from 'zod';

/** Control characters would reach a terminal and a log. */
export const line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text), 'expected one line without control characters');
