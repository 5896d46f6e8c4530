import type { JSX } from 'preact';
import type { TimelineItem } from '../../desk/timeline.ts';
import { formatExact, say } from '../../format.ts';
import { strings } from '../../strings.ts';
import './about-line.css';

type AboutEntry = Extract<TimelineItem, { type: 'about' }>['entry'];

/** What the visitor told by a form: how to be reached, or how it was. */
export function AboutLine({ entry }: { readonly entry: AboutEntry }): JSX.Element {
  return (
    <li class="about" title={formatExact(entry.at)}>
      {entry.kind === 'contact' ? <ContactCard {...entry.body} /> : <RatingCard {...entry.body} />}
    </li>
  );
}

type BodyOf<Kind extends AboutEntry['kind']> = Extract<AboutEntry, { kind: Kind }>['body'];

function ContactCard({ name, email, answers = [] }: BodyOf<'contact'>): JSX.Element {
  return (
    <>
      <p class="about-head">{strings.said.contact}</p>
      <dl class="about-facts">
        {name !== undefined && <Fact term={strings.visitor.claimName}>{name}</Fact>}
        {email !== undefined && (
          <Fact term={strings.visitor.claimEmail}>
            <a href={`mailto:${email}`}>{email}</a>
          </Fact>
        )}
        {answers.map(({ question, answer }) => (
          <Fact key={question} term={question}>
            {answer}
          </Fact>
        ))}
      </dl>
    </>
  );
}

const Fact = ({ term, children }: { readonly term: string; readonly children: JSX.Element | string }): JSX.Element => (
  <div>
    <dt>{term}</dt>
    <dd dir="auto">{children}</dd>
  </div>
);

function RatingCard({ score, comment }: BodyOf<'rating'>): JSX.Element {
  return (
    <>
      <p class="about-head figures">{say(strings.said.ratedMean, { score })}</p>
      {comment && <p dir="auto">{comment}</p>}
    </>
  );
}
