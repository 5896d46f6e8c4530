/** What an invitation says besides its own words, in English. */
export const invitationStrings = {
  invitation: 'Message from {rep}',
  accept: 'Chat now',
  decline: 'No, thanks',
  dismiss: 'Close',
};
