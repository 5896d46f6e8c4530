import { renderCloseCodes, renderLimits, renderReasons, renderRefusals } from './document/catalogues.ts';
import { renderEntryKinds, renderFrames, renderShapes, renderSimpleTypes } from './document/frames.ts';
import { paragraphs } from './document/markdown.ts';
import { client, lane, relay } from './document/prose-client.ts';
import { connecting } from './document/prose-connecting.ts';
import { renderHttp } from './document/prose-http.ts';
import { promises, title, words } from './document/prose-intro.ts';
import { log } from './document/prose-log.ts';
import { stream } from './document/prose-stream.ts';

/** The text of docs/protocol.md: prose, worked examples, and every schema and catalogue of this package. */
export function renderProtocolDocument(): string {
  const parts = [
    connecting,
    stream,
    log,
    client,
    lane,
    relay,
    renderFrames(),
    renderEntryKinds(),
    renderShapes(),
    renderSimpleTypes(),
    renderCloseCodes(),
    renderRefusals(),
    renderReasons(),
    renderLimits(),
    renderHttp(),
  ];
  return `${paragraphs(title, contents(promises, words, ...parts), promises, words, ...parts)}\n`;
}

/** The headings of the second level, as links. */
function contents(...parts: readonly string[]): string {
  const heads = [...parts.join('\n\n').matchAll(/^## (.+)$/gm)].map(([, head]) => head!);
  const anchor = (head: string): string =>
    head
      .toLowerCase()
      .replaceAll(/[^a-z0-9 ]/g, '')
      .replaceAll(' ', '-');
  return heads.map((head) => `[${head}](#${anchor(head)})`).join(' · ');
}
