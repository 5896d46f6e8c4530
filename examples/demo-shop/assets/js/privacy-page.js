import { consentAnswer } from './consent.js';
import { byId } from './dom.js';
import { startFrame } from './frame.js';

/** The privacy page: says which answer stands, and takes another. */

const ANSWERS = { granted: 'accepted', denied: 'only necessary' };

function show() {
  const answer = consentAnswer();
  byId('consent-now', HTMLElement).textContent = `Your answer so far: ${answer ? ANSWERS[answer] : 'none'}.`;
}

startFrame();
show();
document.addEventListener('consent:changed', show);
