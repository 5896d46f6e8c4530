import type { Rule } from '@tillside/rules';
import { page } from '../env.ts';
import css from './strip.css?inline';

/** What the strip shows, in words. */
export interface Shown {
  readonly _about: string;
  /** By rule id. */
  readonly _verdicts: Readonly<Record<string, string>>;
  readonly _signals: readonly string[];
  readonly _facts: readonly string[];
  /** The relay would be asked: there is consent. */
  readonly _mayShow: boolean;
}

export interface StripHost {
  readonly _root: ShadowRoot;
  readonly _rules: readonly Rule[];
  readonly _onShow: (rule: Rule) => void;
  readonly _onForget: () => void;
}

export interface Strip {
  /** Folded up there is nothing to draw. */
  readonly _isOpen: () => boolean;
  readonly _draw: (shown: Shown) => void;
  readonly _onOpened: (run: () => void) => void;
}

const make = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text: string,
  ...children: readonly Node[]
): HTMLElementTagNameMap[Name] => {
  const element = page().createElement(name);
  element.append(text, ...children);
  return element;
};

const button = (text: string, onPress: () => void): HTMLButtonElement => {
  const it = make('button', text);
  it.type = 'button';
  it.addEventListener('click', onPress);
  return it;
};

/** Made once; what changes are texts, so that nobody's focus is lost. */
export function createStrip({ _root: root, _rules: rules, _onShow, _onForget }: StripHost): Strip {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];

  const about = make('pre', '');
  const signals = make('pre', '');
  const facts = make('pre', '');
  const lines = rules.map((rule) => {
    const verdict = make('span', '');
    const show = button('Show this invitation', () => _onShow(rule));
    show.setAttribute('aria-label', `Show this invitation: ${rule.name}`);
    return { rule, verdict, show, item: make('li', '', make('b', rule.name), verdict, show) };
  });
  const box = make(
    'details',
    '',
    make('summary', 'Preview: nothing here is counted'),
    about,
    button('Forget my answers', _onForget),
    make('ul', '', ...lines.map(({ item }) => item)),
    make('p', 'Last signals'),
    signals,
    make('details', '', make('summary', 'Facts'), facts),
  );
  box.open = true;
  const region = make('aside', '', box);
  region.className = 'try';
  region.setAttribute('aria-label', 'Tillside preview');
  root.append(region);

  return {
    _isOpen: () => box.open,
    _draw(shown) {
      about.textContent = shown._about;
      signals.textContent = shown._signals.join('\n') || 'None yet.';
      facts.textContent = shown._facts.join('\n');
      for (const { rule, verdict, show } of lines) {
        verdict.textContent = shown._verdicts[rule.id] ?? '';
        show.disabled = !shown._mayShow;
      }
    },
    _onOpened: (run) => box.addEventListener('toggle', run),
  };
}
