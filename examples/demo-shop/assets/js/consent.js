const HALF_A_YEAR_S = 15_552_000;

/**
 * The shop's own cookie notice, and the same two buttons on the privacy page. The answer is kept in the shop's cookie; the next
 * page says it in its tag (see server/frame.ts), this page tells whoever listens.
 */
export function startConsent() {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-consent-answer]') : null;
    const answer = button?.getAttribute('data-consent-answer');
    if (answer !== 'granted' && answer !== 'denied') return;
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `shop_consent=${answer}; Path=/shop; Max-Age=${HALF_A_YEAR_S}; SameSite=Lax${secure}`;
    document.getElementById('cookie-notice')?.remove();
    tellWidget(answer);
    document.dispatchEvent(new CustomEvent('consent:changed'));
  });
}

/** What the visitor answered, if anything. @returns {'granted' | 'denied' | undefined} */
export function consentAnswer() {
  const answer = /(?:^|;\s*)shop_consent=(granted|denied)(?:;|$)/u.exec(document.cookie)?.[1];
  return answer === 'granted' || answer === 'denied' ? answer : undefined;
}

/** @param {'granted' | 'denied'} answer */
function tellWidget(answer) {
  const owner = /** @type {{ Tillside?: { consent?: (answer: 'granted' | 'denied') => void } }} */ (
    /** @type {unknown} */ (window)
  );
  if (owner.Tillside) {
    owner.Tillside.consent?.(answer);
  } else if (answer === 'granted') {
    // The script is still on its way: it will read its own tag when it runs.
    document.querySelector('script[data-site]')?.setAttribute('data-consent', answer);
  }
}
