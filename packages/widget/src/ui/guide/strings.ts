/** What is said while a part of the page is shown, in English. */
export const guideStrings = {
  guideHere: 'This is “{name}”.',
  guideHide: 'Hide the ring',
};
