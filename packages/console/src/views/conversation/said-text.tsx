import type { JSX } from 'preact';
import { splitLinks } from '../../desk/links.ts';
import { strings } from '../../strings.ts';

/** What a person wrote, as text, with its http(s) addresses made into links. Never as HTML. */
export function SaidText({ text }: { readonly text: string }): JSX.Element {
  return (
    <p class="bubble-text" dir="auto">
      {splitLinks(text).map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            title={strings.conversation.opensLink}
          >
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}
