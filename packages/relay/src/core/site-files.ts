import { limits } from '@tillside/protocol';
import type { FileType } from '@tillside/protocol';
import type { Site, SiteFiles } from '../ports/index.ts';

/** What may be sent where the site's file says nothing: pictures and PDF. */
export const usualFiles: SiteFiles = {
  types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf'],
  bytes: limits.fileBytes,
};

/** What people may send on this site; `undefined`: nothing. */
export function filesOf({ files = usualFiles }: Pick<Site, 'files'>): { types: FileType[]; bytes: number } | undefined {
  return files === false ? undefined : { types: [...files.types], bytes: files.bytes };
}
