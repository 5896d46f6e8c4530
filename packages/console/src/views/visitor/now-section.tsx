import type { Context } from '@tillside/protocol';
import type { JSX } from 'preact';
import { safeHref } from '../../desk/links.ts';
import { pagePath } from '../../desk/names.ts';
import { formatClock, formatExact, formatLanguage, say } from '../../format.ts';
import { strings } from '../../strings.ts';
import { Icon } from '../../ui/icon.tsx';

/** The page the visitor told last. Their clock is shown, never computed with. */
export function NowSection({ context }: { readonly context: Context | undefined }): JSX.Element {
  const text = strings.visitor;
  if (context === undefined) return <p class="facts-none">{text.nowUnknown}</p>;
  const { page, device, language, since } = context;
  const href = safeHref(page.url);
  return (
    <>
      <p class="facts-title">{page.title}</p>
      {href === undefined ? (
        <p class="facts-minor">{pagePath(page.url)}</p>
      ) : (
        <a class="facts-link" href={href} target="_blank" rel="noopener noreferrer nofollow" title={text.open}>
          <span class="cut">{pagePath(page.url)}</span>
          <Icon name="external" />
        </a>
      )}
      <ul class="facts-tags">
        {device && (
          <li>
            <Icon name={device === 'desktop' ? 'desktop' : 'phone'} />
            {text.device[device]}
          </li>
        )}
        {language && (
          <li>
            <Icon name="globe" />
            {formatLanguage(language)}
          </li>
        )}
        {since !== undefined && <li title={formatExact(since)}>{say(text.since, { time: formatClock(since) })}</li>}
      </ul>
    </>
  );
}
