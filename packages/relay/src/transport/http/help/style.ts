import { textOn } from '@tillside/protocol';

/** A speech bubble in the site's colour, for the browser's tab. */
export function helpIcon(accent: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="${accent}" d="M8 3h16a6 6 0 0 1 6 6v9a6 6 0 0 1-6 6H14l-7 6v-6a6 6 0 0 1-5-6V9a6 6 0 0 1 6-6z"/></svg>`;
}

/** The page in a site's colour, light and dark. Measures and neutrals are the widget's. */
export function helpStyle(accent: string): string {
  return `:root {
  --accent: ${accent};
  --on-accent: ${textOn(accent)};
  --paper: #fff;
  --ground: #f4f5f8;
  --line: #e0e3e9;
  --quiet: #5a6170;
  --ink: #15171c;
  --good: #14784a;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17191f;
    --ground: #0f1115;
    --line: #323742;
    --quiet: #a6adbb;
    --ink: #f0f2f6;
    --good: #4cc38a;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0;
  min-height: 100vh;
  min-height: 100dvh;
  display: flex;
  flex-direction: column;
  background: var(--ground);
  color: var(--ink);
  font: 16px/24px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
header {
  background: var(--accent);
  color: var(--on-accent);
  padding: 16px 24px 96px;
}
.bar, main, footer {
  width: 100%;
  max-width: 720px;
  margin-inline: auto;
}
main, footer { max-width: 768px; }
.bar {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 4px 24px;
  font-weight: 600;
}
.bar a { color: inherit; font-weight: 400; font-size: 14px; padding-block: 4px; }
h1 {
  margin: 48px auto 8px;
  max-width: 720px;
  font-size: 28px;
  line-height: 36px;
  text-wrap: balance;
}
header p { margin: 0 auto; max-width: 720px; }
main {
  flex: 1;
  padding: 0 24px 48px;
  margin-top: -64px;
}
section {
  background: var(--paper);
  border-radius: 16px;
  box-shadow: 0 1px 3px rgb(15 18 28 / 0.1), 0 12px 40px rgb(15 18 28 / 0.08);
  padding: 24px;
  margin-block-end: 16px;
}
@media (prefers-color-scheme: dark) {
  section { box-shadow: 0 0 0 1px var(--line); }
}
h2 { margin: 0 0 4px; font-size: 20px; line-height: 28px; }
section p { margin: 0; color: var(--quiet); }
section p + p { margin-block-start: 8px; }
.ways {
  display: flex;
  flex-wrap: wrap;
  gap: 12px;
  margin-block-start: 16px;
}
.way {
  display: inline-block;
  min-height: 44px;
  padding: 10px 20px;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: transparent;
  color: var(--ink);
  font: inherit;
  font-weight: 600;
  line-height: 22px;
  text-decoration: none;
  cursor: pointer;
}
.way:hover { border-color: var(--quiet); }
.first { background: var(--accent); border-color: transparent; color: var(--on-accent); }
.first:hover { border-color: var(--ink); }
.way:disabled { opacity: 0.6; cursor: default; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
header :focus-visible { outline-color: currentcolor; }
.there { display: none; }
/* The widget marks what opens it, and from then on hears it. */
.talk { display: none; }
.talk:has([data-tillside-availability]) { display: flex; }
section:has([data-tillside-availability='none']) .first[data-tillside-open] { display: none; }
section:has([data-tillside-availability='none']) .way[data-tillside-open='message'] {
  background: var(--accent);
  border-color: transparent;
  color: var(--on-accent);
}
section:has([data-tillside-availability='now']) .now,
section:has([data-tillside-availability='soon']) .soon,
section:has([data-tillside-availability='none']) .none { display: block; }
.now::before {
  content: '';
  display: inline-block;
  width: 8px;
  height: 8px;
  border-radius: 50%;
  background: var(--good);
  margin-inline-end: 8px;
  vertical-align: 1px;
}
footer { padding: 0 24px 24px; color: var(--quiet); font-size: 14px; line-height: 20px; }
footer p { margin: 0; }
main a:not(.way), footer a { color: inherit; }
@media (max-width: 480px) {
  header { padding-inline: 16px; }
  main { padding-inline: 16px; }
  footer { padding-inline: 16px; }
  h1 { margin-block-start: 24px; font-size: 24px; line-height: 32px; }
  section { padding: 16px; }
  .way { flex: 1 1 100%; text-align: center; }
}
@media (min-width: 1024px) {
  /* Beside the open panel, not below it. */
  header, main, footer { transition: transform 0.2s ease-out; }
  .bar, h1, header p, main, footer { max-width: 560px; }
  main, footer { max-width: 608px; }
  [data-open] :is(.bar, h1, header p, main, footer) { transform: translateX(calc(-1 * max(0px, 700px - 50vw))); }
}
@media (prefers-reduced-motion: reduce) {
  * { transition: none !important; }
}
@media (forced-colors: active) {
  section, .way { border: 1px solid; }
}
`;
}
