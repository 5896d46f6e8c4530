/**
 * Kinds of files that may be sent in a conversation. The relay looks at the bytes and believes no name: what a browser might run
 * (HTML, SVG, scripts) is not among them.
 */
export const fileTypes = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
] as const;

export type FileType = (typeof fileTypes)[number];
