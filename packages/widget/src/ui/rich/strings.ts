/** What the cards of a conversation say, in English: offers, products, files, answers to choose from, guided steps. */
export const richStrings = {
  apply: 'Apply to my order',
  applied: 'Applied',
  useCode: 'Enter this code at the checkout:',
  copy: 'Copy',
  copied: 'Copied',
  view: 'View product',
  open: 'Open {name}',
  replies: 'Suggested answers',
  guideAsk:
    '{rep} would like to show you “{name}” on this page, with a ring around it. Nothing is clicked or filled in for you.',
  guideYes: 'Show me',
  guideNo: 'No, thanks',
  guideAgain: 'Show me “{name}”',
  guideGone: '“{name}” is not on this page any more.',
  reachAt: 'We can reach you at {email}.',
  rated: 'You rated this conversation {count} out of 5.',
};
