import type { Signal } from '@tillside/rules';
import type { Extras } from '@tillside/rules/core';
import { loadExplaining, snapshotOf } from '../calls/snapshot.ts';
import type { CallsHost } from '../calls/types.ts';
import { ANALYTICS } from '../consent/consent.ts';
import { VISITOR } from '../consent/store.ts';
import { address, localStore, win } from '../env.ts';
import { ask } from '../rules/ask.ts';
import { RULES } from '../rules/rules.ts';
import type { Rules } from '../rules/rules.ts';
import { createStrip } from './strip.ts';

export interface PreviewHost extends CallsHost {
  /** The key of the preview address. */
  readonly _preview: string | undefined;
}

/** For the shop's own people who try the site out. Shoppers never download it. */
export interface PreviewModule {
  readonly createPreview: (host: PreviewHost) => void;
}

/** As the relay names those who try a site out. */
const TRYING = 'vis_preview_';
const MOST_SIGNALS = 10;
const DRAW_EVERY_MS = 1_000;
const SOON_MS = 50;

/** Keeps the key for this tab, in its name behind what the shop has there: it goes along to the next page, where the entry finds it. */
function keepKey(key: string | undefined): void {
  const window = win();
  window.name = window.name.replace(/#tillside=.*/, '') + (key ? `#tillside=${key}` : '');
}

/** People copy addresses. */
function cleanAddress(): void {
  const [url, hash] = address().split('#');
  if (hash?.startsWith('tillside=')) win().history.replaceState(win().history.state, '', url);
}

const wordsOf = ({ name, of, value }: Signal): string =>
  [name, of, value].filter((part) => part !== undefined).join(' ');

export const createPreview: PreviewModule['createPreview'] = (host) => {
  const { _boot: boot, _consent: consent, _rules: rules, _signal: signal, _store: store } = host;
  const signals: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let extras: Extras | undefined;
  let key = host._preview;
  keepKey(key);
  cleanAddress();

  const strip = createStrip({
    _root: host._launcher.getRootNode() as ShadowRoot,
    _rules: host._playbook.rules,
    _onShow(rule) {
      // Whatever the engine says of it: only its words and the relay's answer are looked at.
      const [decision] = ask(rules, host._playbook, rule, extras, store._get(RULES)).decisions;
      if (decision)
        host._withTalk((talk) => talk._invite({ kind: 'invite', rule: rule.id, trace: decision.trace }, true));
    },
    _onForget() {
      (win().Tillside as { destroy(): void } | undefined)?.destroy();
      const disk = localStore();
      for (const name of Object.keys(disk ?? {})) if (name.startsWith(store._name(''))) disk?.removeItem(name);
      win().location.reload();
    },
  });

  const draw = (): void => {
    clearTimeout(timer);
    if (signal.aborted) return;
    timer = setTimeout(draw, DRAW_EVERY_MS);
    // Many a shop has a global `name`, which is the tab's. When the page goes it is too late: Chromium's next page has the name from before.
    keepKey(key);
    if (!extras || !strip._isOpen()) return;
    const { socket, availability, facts, rules: verdicts } = snapshotOf(host, extras);
    const visitor = store._get<string>(VISITOR);
    const isOver = !!visitor && !visitor.startsWith(TRYING);
    if (isOver) key = undefined;
    const agreed = (['functional', 'analytics'] as const).filter((_, bit) => consent._isGranted(bit + 1));
    strip._draw({
      _about: [
        ...(isOver ? ['The key is no good any more: this visit counts. Ask for a new address.'] : []),
        `Consent: ${agreed.join(' and ') || 'none'}`,
        `Socket: ${socket}`,
        `Reps: ${availability} (${boot.team.reps.map(({ name }) => name).join(', ') || 'none'})`,
      ].join('\n'),
      _verdicts: verdicts,
      _signals: signals,
      _facts: Object.entries(facts).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
      _mayShow: consent._isGranted(ANALYTICS),
    });
  };

  /** Several things happen in one turn; they are drawn once. */
  const note = (text: string): void => {
    signals.unshift(`${new Date().toTimeString().slice(0, 8)} ${text}`);
    signals.splice(MOST_SIGNALS);
    clearTimeout(timer);
    timer = setTimeout(draw, SOON_MS);
  };
  // The engine's one door, through which everything comes: what passes is written down.
  const door = rules as { -readonly [Name in keyof Rules]: Rules[Name] };
  const { _signal: tell, _outcome: end } = rules;
  door._signal = (it, changes) => {
    note(wordsOf(it));
    tell(it, changes);
  };
  door._outcome = (outcome, rule) => {
    note(`${outcome}${rule ? ` (${rule})` : ''}`);
    end(outcome, rule);
  };
  strip._onOpened(draw);
  loadExplaining(host._load).then((it) => {
    extras = it;
    draw();
  }, host._report);
};
