import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROOT, readText } from './tree.ts';

/** The relative links of a Markdown page that lead nowhere, each as one line. */
export function deadLinks(file: string, page: string): string[] {
  return linksOf(page).flatMap((link) => {
    if (/^[a-z][a-z+.-]*:/i.test(link)) return [];
    const [path = '', anchor] = decodeURI(link).split('#');
    const target = path === '' ? file : normalize(join(dirname(file), path));
    if (path !== '' && !existsSync(join(ROOT, target))) return [`${file}: ${link} does not exist`];
    if (anchor === undefined || !target.endsWith('.md')) return [];
    const text = path === '' ? page : readText(target);
    return anchorsOf(text).has(anchor) ? [] : [`${file}: ${link} names a heading that ${target} does not have`];
  });
}

/** `[text](target)`, `![alt](target)`, `[name]: target`, and `src` or `href` of inline HTML; code is left out. */
export function linksOf(page: string): string[] {
  const text = withoutCode(page);
  return [
    ...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g),
    ...text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm),
    ...text.matchAll(/\b(?:src|href|srcset)="([^"\s]+)[^"]*"/g),
  ].map(([, target = '']) => target);
}

/** Headings as they become anchors on the code host: lower case, punctuation gone, spaces as hyphens, repeats numbered. */
export function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const explicit = [...page.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = '']) => id);
  const text = page.replace(/^(```|~~~)[\s\S]*?^\1/gm, '');
  for (const [, heading = ''] of text.matchAll(/^#{1,6} +(.+?)#*\s*$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = plain
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    let unique = slug;
    for (let count = 1; anchors.has(unique); count++) unique = `${slug}-${count}`;
    anchors.add(unique);
  }
  return new Set([...anchors, ...explicit]);
}

const withoutCode = (page: string): string => page.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
