import { limits } from '@tillside/protocol';
import type { FileType } from '@tillside/protocol';
import type { Site } from '../ports/index.ts';

/** What may be sent where the site's file says nothing: pictures and PDF. */
const usual: readonly FileType[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf'];

/** What people may send on this site; `undefined`: nothing. */
export function filesOf({ files }: Pick<Site, 'files'>): { types: FileType[]; bytes: number } | undefined {
  if (files === false) return undefined;
  return { types: [...(files?.types ?? usual)], bytes: files?.bytes ?? limits.fileBytes };
}
