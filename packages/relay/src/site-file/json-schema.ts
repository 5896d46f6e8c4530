import { z } from 'zod';
import { siteFile } from './schema.ts';

/** For editors: named in a site file as "$schema", it completes and checks while one types. `site apply` checks more. */
export function siteFileJsonSchema(): object {
  return { ...z.toJSONSchema(siteFile, { io: 'input', unrepresentable: 'any' }), title: 'A Tillside site file' };
}
