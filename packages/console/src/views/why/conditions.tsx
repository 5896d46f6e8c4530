import type { ExplainedCondition } from '@tillside/rules/explain';
import type { JSX } from 'preact';
import { say } from '../../format.ts';
import { strings } from '../../strings.ts';
import { Icon } from '../../ui/icon.tsx';
import './conditions.css';

const MARK = { held: 'check', failed: 'close', open: 'minus' } as const;

/** Wanted beside seen. The verdict is a mark and a word, not a colour alone. On a phone each condition is a block. */
export function Conditions({ conditions }: { readonly conditions: readonly ExplainedCondition[] }): JSX.Element {
  const text = strings.why;
  if (conditions.length === 0) return <p class="why-minor">{text.noConditions}</p>;
  return (
    <table class="conditions" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {[text.condition, text.wanted, text.seen, text.verdict].map((title) => (
            <th key={title} scope="col" role="columnheader">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {conditions.map((condition, index) => (
          <tr key={`${index} ${condition.what}`} role="row" class={`condition-${condition.verdict}`}>
            <th scope="row" role="rowheader">
              {condition.what}
              {condition.isAlternative && <span class="why-minor condition-way">{text.alternative}</span>}
            </th>
            <td role="cell" data-title={text.wanted}>
              {condition.isNegated ? say(text.notWanted, { wanted: condition.wanted }) : condition.wanted}
            </td>
            <td role="cell" data-title={text.seen}>
              {condition.seen}
            </td>
            <td role="cell" class="condition-verdict">
              <Icon name={MARK[condition.verdict]} />
              {text[condition.verdict]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
