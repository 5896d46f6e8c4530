import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declinedUntil, isDisturbable, liftDecline } from '../../src/core/do-not-disturb.ts';
import { chooseLanguage, firstName, renderText, writeMoney } from '../../src/core/invitation-text.ts';
import { findRequested, grant, isPending, stepInvitation, whyNotInvite } from '../../src/core/invitation.ts';
import type { InvitationInput } from '../../src/core/invitation.ts';
import type { Invitation } from '../../src/ports/index.ts';
import { invitationIn, visitorWith } from './records.ts';

type State = Invitation['state'];
const states: readonly State[] = ['granted', 'seen', 'accepted', 'declined', 'dismissed', 'timed_out', 'withdrawn'];
const inputs: Readonly<Record<string, InvitationInput>> = {
  seen: { kind: 'seen', invitation: 'inv_1' },
  accept: { kind: 'accept', invitation: 'inv_1', engagement: 'eng_1' },
  decline: { kind: 'decline', invitation: 'inv_1', until: 500_000 },
  dismiss: { kind: 'dismiss', invitation: 'inv_1' },
  time_out: { kind: 'time_out', invitation: 'inv_1' },
  withdraw: { kind: 'withdraw', invitation: 'inv_1', evenSeen: false },
  withdraw_seen: { kind: 'withdraw', invitation: 'inv_1', evenSeen: true },
};

/** Rows: the state before; columns: what happens. `-`: nothing changes; `!`: refused, the visitor answered otherwise. */
const table: Readonly<Record<State, string>> = {
  //          seen accept    decline   dismiss    time_out   withdraw   withdraw_seen
  granted: '  seen accepted  declined  dismissed  timed_out  withdrawn  withdrawn',
  seen: '     -    accepted  declined  dismissed  timed_out  -          withdrawn',
  accepted: ' -    -         !         -          -          -          -',
  declined: ' -    !         -         -          -          -          -',
  dismissed: '-    !         declined  -          -          -          -',
  timed_out: '-    accepted  declined  -          -          -          -',
  withdrawn: '-    accepted  declined  -          -          -          -',
};

describe('the life of an invitation', () => {
  for (const state of states) {
    const wanted = table[state].trim().split(/\s+/);
    for (const [index, [name, input]] of Object.entries(inputs).entries()) {
      it(`[CO12] ${state}, ${name} -> ${wanted[index]}`, () => {
        const record = visitorWith(invitationIn(state));
        const outcome = stepInvitation(record, input, 1_000);
        const result = outcome.kind === 'changed' ? outcome.invitation.state : outcome.kind === 'already' ? '-' : '!';
        expect(result).toBe(wanted[index]);
      });
    }
  }

  it('[CO12] a slot is given back with every end but a yes', () => {
    const releases = Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => {
        const outcome = stepInvitation(visitorWith(invitationIn('granted')), input, 1_000);
        return [name, outcome.kind === 'changed' && outcome.mustRelease];
      }),
    );
    expect(releases).toEqual({
      seen: false,
      accept: false,
      decline: true,
      dismiss: true,
      time_out: true,
      withdraw: true,
      withdraw_seen: true,
    });
    const unheld = stepInvitation(visitorWith(invitationIn('granted', { isHeld: false })), inputs['decline']!, 1_000);
    expect(unheld).toMatchObject({ kind: 'changed', mustRelease: false });
  });

  it('[CO12] a repeated step is journalled again where the first try may have died, any other is not', () => {
    expect(stepInvitation(visitorWith(invitationIn('seen')), inputs['seen']!, 1)).toMatchObject({
      kind: 'already',
      journal: 'invitation.seen',
    });
    expect(stepInvitation(visitorWith(invitationIn('accepted')), inputs['seen']!, 1)).not.toHaveProperty('journal');
  });

  it('[CO12] an invitation of somebody else is unknown', () => {
    const outcome = stepInvitation(visitorWith(invitationIn('granted', { id: 'inv_2' })), inputs['seen']!, 1);
    expect(outcome).toEqual({ kind: 'refused', reason: 'unknown_invitation' });
  });

  it('[CO12] whatever comes however often, a yes is never undone and every input is idempotent', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.values(inputs)), { maxLength: 12 }), (life) => {
        let record = visitorWith(invitationIn('granted'));
        let wasAccepted = false;
        for (const input of life) {
          const outcome = stepInvitation(record, input, 1_000);
          if (outcome.kind === 'changed') record = outcome.record;
          const again = stepInvitation(record, input, 2_000);
          if (outcome.kind !== 'refused') expect(again.kind).toBe('already');
          wasAccepted ||= record.invitations[0]?.state === 'accepted';
          if (wasAccepted) expect(record.invitations[0]?.state).toBe('accepted');
        }
      }),
    );
  });

  it('[CO12] the last twenty are remembered, and found by who asked', () => {
    let record = visitorWith();
    for (let seq = 1; seq <= 25; seq += 1) {
      const outcome = grant(record, invitationIn('dismissed', { id: `inv_${seq}`, seq }), 0);
      if (outcome.kind === 'granted') record = outcome.record;
    }
    expect(record.invitations).toHaveLength(20);
    expect(findRequested(record, 's', 5)).toBeUndefined();
    expect(findRequested(record, 's', 6)?.id).toBe('inv_6');
    expect(findRequested(record, 'other', 6)).toBeUndefined();
  });

  it('[CO12] one comes in once, and not while another is on the screen', () => {
    const record = visitorWith(invitationIn('seen'));
    expect(grant(record, invitationIn('granted'), 0)).toEqual({ kind: 'already' });
    const other = invitationIn('granted', { id: 'inv_2', seq: 2 });
    expect(grant(record, other, 59_999)).toEqual({ kind: 'refused', reason: 'pending' });
    expect(grant(record, other, 60_000)).toMatchObject({ kind: 'granted', record: { invitations: [{}, other] } });
  });

  it('[CO12] it is pending until answered or expired', () => {
    expect(isPending(invitationIn('seen'), 59_999)).toBe(true);
    expect(isPending(invitationIn('seen'), 60_000)).toBe(false);
    expect(isPending(invitationIn('dismissed'), 0)).toBe(false);
  });
});

describe('do not disturb', () => {
  const day = 86_400_000;
  const withDays = (declinedDays: number) => ({ version: '1', rules: [], limits: { declinedDays } });

  it('[CO13] a no binds for the playbook’s days, 180 by default and never under 30', () => {
    expect(declinedUntil(undefined, 0)).toBe(180 * day);
    expect(declinedUntil(withDays(60), 0)).toBe(60 * day);
    expect(declinedUntil(withDays(1), 0)).toBe(30 * day);
  });

  it('[CO13] a later no never shortens an earlier one', () => {
    const record = { ...visitorWith(invitationIn('seen')), declinedUntil: 900_000 };
    const outcome = stepInvitation(record, inputs['decline']!, 1_000);
    expect(outcome.kind === 'changed' && outcome.record.declinedUntil).toBe(900_000);
  });

  it('[CO13] a no binds every invitation, a rule’s and a rep’s: none comes into the record', () => {
    const record = { ...visitorWith(), declinedUntil: 1_000 };
    for (const one of [invitationIn('granted'), invitationIn('granted', { rule: 'by-hand', isHeld: false })]) {
      expect(grant(record, one, 999)).toEqual({ kind: 'refused', reason: 'declined' });
      expect(grant(record, one, 1_000).kind).toBe('granted');
    }
    expect(whyNotInvite(record, 999)).toBe('declined');
    expect(whyNotInvite(undefined, 999)).toBeUndefined();
  });

  it('[CO13] whoever opens the chat lifts it', () => {
    const { declinedUntil: _, ...lifted } = { ...visitorWith(), declinedUntil: 1_000 };
    expect(liftDecline({ ...visitorWith(), declinedUntil: 1_000 })).toEqual(lifted);
    expect(liftDecline(visitorWith())).toBeUndefined();
  });

  it('[CO13] the visitor may be invited again when it is over, and no other answer binds', () => {
    expect(isDisturbable(undefined, 0)).toBe(true);
    expect(isDisturbable({ ...visitorWith(), declinedUntil: 10 }, 9)).toBe(false);
    expect(isDisturbable({ ...visitorWith(), declinedUntil: 10 }, 10)).toBe(true);
    const dismissed = stepInvitation(visitorWith(invitationIn('seen')), inputs['dismiss']!, 1_000);
    expect(dismissed.kind === 'changed' && dismissed.record.declinedUntil).toBeUndefined();
  });
});

describe('the words', () => {
  const texts = { en: 'Hi', de: 'Hallo', 'pt-BR': 'Oi' };

  it('[CO14] are in the nearest of the visitor’s and the site’s languages, then English, then any', () => {
    expect(chooseLanguage(texts, ['de-AT'])).toBe('de');
    expect(chooseLanguage(texts, ['pt-br'])).toBe('pt-BR');
    expect(chooseLanguage(texts, ['pt'])).toBe('en');
    expect(chooseLanguage(texts, [undefined, 'fr', 'de'])).toBe('de');
    expect(chooseLanguage({ fr: 'Salut' }, ['ja'])).toBe('fr');
    expect(chooseLanguage({}, ['ja'])).toBeUndefined();
  });

  it('[CO14] name the rep by the first name, team, site and cart; other braces stand', () => {
    expect(firstName('  Mara Lindqvist')).toBe('Mara');
    expect(firstName('Cher')).toBe('Cher');
    const values = { rep: 'Mara $&', team: 'Lenses', site: 'Halden', cart: '$612.00' };
    expect(renderText('{rep} of {site}, {rep}! {name}', values)).toBe('Mara $& of Halden, Mara $&! {name}');
    expect(renderText('{team}: {cart|your cart}, {}', values)).toBe('Lenses: $612.00, {}');
  });

  it('[CO14] use the words behind the bar where a name is not known', () => {
    const values = { team: 'Lenses', site: 'Halden' };
    expect(renderText('{rep|We} of {team|us} keep {cart|your cart}.', values)).toBe('We of Lenses keep your cart.');
    expect(renderText('{rep}: {cart}!', values)).toBe('Lenses: !');
  });

  it('[CO14] write money in the currency’s own minor units and the language’s own way', () => {
    expect(writeMoney(61_200, 'USD', 'en')).toBe('$612.00');
    expect(writeMoney(61_200, 'EUR', 'de')?.replaceAll(/\s/g, ' ')).toBe('612,00 €');
    expect(writeMoney(61_200, 'JPY', 'en')).toBe('¥61,200');
    expect(writeMoney(61_200, 'KWD', 'en')?.replaceAll(/\s/g, ' ')).toBe('KWD 61.200');
    expect(writeMoney(1, 'nonsense', 'en')).toBeUndefined();
  });
});
