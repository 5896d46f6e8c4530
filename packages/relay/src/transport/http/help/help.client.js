/* The script of a service page. Without it the page still says what to do. */
(() => {
  const { site, relay } = document.documentElement.dataset;
  const token = /^#thread=([\w.-]+)$/.exec(location.hash)?.[1];
  /** @param {string} id */
  const byId = (id) => document.getElementById(id);

  /**
   * Shows one part of the page, or hides it.
   *
   * @param {string} id
   * @param {boolean} isShown
   */
  const show = (id, isShown) => {
    const part = byId(id);
    if (part) part.hidden = !isShown;
  };

  const script = byId('widget');

  /** The widget, which is here in a moment, opened at once. */
  const openPanel = () => {
    /** @type {() => { open(): void } | undefined} */
    const widget = () => Reflect.get(window, 'Tillside');
    if (widget()) widget()?.open();
    else script?.addEventListener('load', () => widget()?.open());
  };

  /**
   * Whoever used this browser before is somebody else: only their "no, thanks" stays.
   *
   * @param {string} credential
   */
  const becomeVisitor = (credential) => {
    const prefix = `tillside:${site}:`;
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix) && key !== `${prefix}dnd`) localStorage.removeItem(key);
    }
    localStorage.setItem(`${prefix}credential`, JSON.stringify(credential));
    // The press that opened it is consent for what this conversation needs, and for nothing else.
    localStorage.setItem(`${prefix}consent`, '4');
  };

  /** @param {HTMLButtonElement} button */
  const openThread = async (button) => {
    button.disabled = true;
    try {
      const answer = await fetch(`${relay}/help/${site}/thread`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      });
      if (!answer.ok) {
        show('thread-ask', false);
        show(answer.status === 410 ? 'thread-used' : 'thread-failed', true);
        return;
      }
      /** @type {{ credential: string }} */
      const { credential } = await answer.json();
      becomeVisitor(credential);
      // The token is used up: it goes from the address and from the history.
      history.replaceState(null, '', `/help/${site}#conversation`);
      location.reload();
    } catch {
      show('thread-failed', true);
      button.disabled = false;
    }
  };

  script?.addEventListener('error', () => show('blocked', true));
  document.addEventListener('tillside:open', () => document.documentElement.toggleAttribute('data-open', true));
  document.addEventListener('tillside:close', () => document.documentElement.toggleAttribute('data-open', false));

  // Another link followed on this very page loads nothing by itself.
  addEventListener('hashchange', () => location.hash.startsWith('#thread=') && location.reload());

  if (token) {
    show('thread', true);
    const button = byId('thread-open');
    if (button instanceof HTMLButtonElement) button.addEventListener('click', () => void openThread(button));
  } else if (location.hash === '#conversation') {
    openPanel();
  }
})();
