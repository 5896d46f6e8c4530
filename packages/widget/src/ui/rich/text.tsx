/** @jsxImportSource ../part */
import { blocksOf } from './blocks.ts';
import { runsOf } from './inline.ts';
import type { Run } from './inline.ts';

/** The shop's own pages open here, where the conversation goes on; others in a tab of their own. */
export const targetOf = (href: string): string | undefined =>
  new URL(href).origin === location.origin ? undefined : '_blank';

/** Nothing but these few emoji. */
const EMOJI = /^(?:[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]|\u200d|\ufe0f|\s){1,14}$/u;

const Runs = ({ runs }: { readonly runs: readonly Run[] }) =>
  runs.map((run) => {
    if (typeof run === 'string') return run;
    if (run._kind === 'code') return <code>{run._text}</code>;
    if (run._kind === 'link')
      return (
        <a href={run._text} target={targetOf(run._text)} rel="noopener noreferrer nofollow ugc">
          {run._text}
        </a>
      );
    const words = <Runs runs={run._runs} />;
    return run._kind === 'b' ? <b>{words}</b> : <em>{words}</em>;
  });

/** What somebody wrote, as nodes: never as markup. */
export const Text = ({ text }: { readonly text: string }) =>
  EMOJI.test(text) ? (
    <span class="big">{text}</span>
  ) : (
    blocksOf(text).map(({ _kind: kind, _lines: lines }) => {
      const Tag = kind;
      if (kind === 'p') return <Runs runs={runsOf(lines.join('\n'))} />;
      if (kind === 'blockquote')
        return (
          <blockquote>
            <Runs runs={runsOf(lines.join('\n'))} />
          </blockquote>
        );
      return (
        <Tag class="list">
          {lines.map((line) => (
            <li>
              <Runs runs={runsOf(line)} />
            </li>
          ))}
        </Tag>
      );
    })
  );
