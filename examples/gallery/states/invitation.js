import { amara, mara, theo } from '../assets/people.js';
import { teamAsks } from './words.js';

/** @typedef {import('../types.js').State} State */
const offer = { id: 'off_ship', title: 'Free express shipping', text: 'With you tomorrow, on us.' };

/** @type {readonly State[]} */
export const invitation = [
  { name: 'invitation-card', title: 'A card from a rep', form: /** @type {const} */ ('card') },
  { name: 'invitation-bubble', title: 'A bubble at the launcher', form: /** @type {const} */ ('bubble') },
  { name: 'invitation-bar', title: 'A bar along the lower edge', form: /** @type {const} */ ('bar') },
  { name: 'invitation-inline', title: 'In the page, where it marks a place', form: /** @type {const} */ ('inline') },
  { name: 'invitation-offer', title: 'With an offer', form: /** @type {const} */ ('card'), offer },
  {
    name: 'invitation-initials',
    title: 'From a rep without a picture',
    form: /** @type {const} */ ('card'),
    rep: amara,
  },
]
  .map(
    ({ name, title, ...invitation }) =>
      /** @type {State} */ ({
        name,
        title,
        group: 'Invitation',
        shows: 'invitation',
        hasSlot: invitation.form === 'inline',
        invitation,
      }),
  )
  .concat({
    name: 'invitation-team',
    title: 'From a team: nobody is promised',
    group: 'Invitation',
    shows: 'invitation',
    text: teamAsks,
    invitation: { team: { name: 'Halden', reps: [mara, theo, amara] } },
  });
