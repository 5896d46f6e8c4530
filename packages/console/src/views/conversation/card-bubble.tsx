import type { JSX } from 'preact';
import { safeHref } from '../../desk/links.ts';
import type { TimelineItem } from '../../desk/timeline.ts';
import { formatMoney, say } from '../../format.ts';
import { strings } from '../../strings.ts';
import { Icon } from '../../ui/icon.tsx';
import { Bubble } from './bubble.tsx';
import './card-bubble.css';

type CardLine = Extract<TimelineItem, { type: 'card' }>;
type CardEntry = CardLine['entry'];

/** What was shown rather than said: a product, a file, a part of the page. */
export function CardBubble({ line }: { readonly line: CardLine }): JSX.Element {
  const { entry, isOwn, delivery, guided } = line;
  const { you, visitor } = strings.conversation;
  const isVisitor = entry.by.kind === 'visitor';
  return (
    <Bubble
      look={isVisitor ? 'visitor' : isOwn ? 'own' : 'rep'}
      at={entry.at}
      author={isVisitor ? visitor : isOwn ? you : (entry.by.name ?? '')}
      foot={guided === undefined ? isOwn && delivery && strings.conversation[delivery] : strings.said.guided[guided]}
    >
      <Card entry={entry} />
    </Bubble>
  );
}

function Card({ entry }: { readonly entry: CardEntry }): JSX.Element {
  switch (entry.kind) {
    case 'product':
      return <ProductCard product={entry.body} />;
    case 'file':
      return <FileCard file={entry.body} />;
    case 'guide':
      return <GuideCard name={entry.body.name} />;
    default:
      return entry satisfies never;
  }
}

type Of<Kind extends CardEntry['kind']> = Extract<CardEntry, { kind: Kind }>['body'];

/** Without its picture: that lies in the shop, and this page asks nobody but the relay for anything. */
export function ProductCard({ product }: { readonly product: Of<'product'> }): JSX.Element {
  const { name, url, price, currency } = product;
  const href = safeHref(url);
  const words = (
    <>
      <Icon name="product" size={20} />
      <span class="shown-words">
        <span class="shown-name">{name}</span>
        {price !== undefined && currency !== undefined && (
          <span class="figures">{formatMoney({ value: price, currency })}</span>
        )}
      </span>
    </>
  );
  return href === undefined ? (
    <p class="shown">{words}</p>
  ) : (
    <a class="shown" href={href} target="_blank" rel="noopener noreferrer nofollow">
      {words}
    </a>
  );
}

/** The longer side of a picture in the conversation. CSS pixels. */
const SIDE_PX = 240;

function FileCard({ file }: { readonly file: Of<'file'> }): JSX.Element {
  const { name, type, width, height } = file;
  const href = `/v1/files/${file.file}`;
  if (type.startsWith('image/') && width !== undefined && height !== undefined) {
    const scale = Math.min(1, SIDE_PX / Math.max(width, height));
    return (
      <a href={href} target="_blank" rel="noopener" title={say(strings.said.openFile, { name })}>
        <img
          class="sent-picture"
          src={href}
          alt={name}
          width={Math.max(1, Math.round(width * scale))}
          height={Math.max(1, Math.round(height * scale))}
          loading="lazy"
        />
      </a>
    );
  }
  return (
    <a class="shown" href={href} target="_blank" rel="noopener" download={name}>
      <Icon name="file" size={20} />
      <span class="shown-words">
        <span class="shown-name">{name}</span>
        <span class="shown-minor figures">{sizeText(file.bytes)}</span>
      </span>
    </a>
  );
}

export const GuideCard = ({ name }: { readonly name: string }): JSX.Element => (
  <p class="shown">
    <Icon name="pointer" />
    {say(strings.said.guide, { name })}
  </p>
);

const sizes = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${sizes.format(Math.ceil(bytes / 1_000))} kB` : `${sizes.format(bytes / 1_000_000)} MB`;
