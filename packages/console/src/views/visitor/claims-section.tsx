import type { Context } from '@tillside/protocol';
import type { JSX } from 'preact';
import { humanise } from '../../desk/names.ts';
import { strings } from '../../strings.ts';
import { VisitorSection } from './section.tsx';

interface ClaimsSectionProps {
  readonly claims: NonNullable<Context['claims']>;
}

/** Who the shop's page says this is. It is said as such: nobody has proved it. */
export function ClaimsSection({ claims }: ClaimsSectionProps): JSX.Element {
  const { claims: title, claimsHint, claimName, claimEmail, claimId } = strings.visitor;
  const facts: readonly (readonly [string, string | number | boolean | undefined])[] = [
    [claimName, claims.name],
    [claimEmail, claims.email],
    [claimId, claims.id],
    ...Object.entries(claims.attributes ?? {}).map(([name, value]) => [humanise(name), value] as const),
  ];
  return (
    <VisitorSection title={title}>
      <ul class="claims" title={claimsHint}>
        {facts.map(
          ([term, value]) =>
            value !== undefined && (
              <li key={term}>
                <span class="facts-minor">{term}</span> <span dir="auto">{String(value)}</span>
              </li>
            ),
        )}
      </ul>
    </VisitorSection>
  );
}
