/** @jsxImportSource ../part */
import { sayBytes } from '../part/bytes.ts';
import { Icon } from '../part/icon.tsx';
import type { Ctx } from '../context.ts';
import type { EntryOf } from './entry-of.ts';

const PAGE = 'M14 3H6v18h12V7zM14 3v4h4';

/** A picture, in the room that was kept for it, or a file with its name and size. Both open in a tab of their own. */
export function SentFile({ ctx, entry }: { readonly ctx: Ctx; readonly entry: EntryOf<'file'> }) {
  const { file, name, type, bytes, width, height } = entry.body;
  const href = `${ctx._relayUrl}/v1/files/${file}`;
  const isPicture = type.startsWith('image/') && width && height;
  return (
    <a
      class={isPicture ? 'picture' : 'file'}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={isPicture ? ctx._say('open', { name }) : undefined}
    >
      {isPicture ? (
        <img src={href} alt={name} width={width} height={height} loading="lazy" referrerpolicy="no-referrer" />
      ) : (
        <>
          <Icon path={PAGE} />
          <span>
            <b>{name}</b>
            <span class="price">{sayBytes(bytes, ctx._lang)}</span>
          </span>
        </>
      )}
    </a>
  );
}
