/**
 * A chat panel that does nothing but draw: a header, a list of fifty messages and a field, by Preact in a shadow root, once its button is pressed. What opening
 * any panel costs at least. Plain JavaScript, bundled where Preact is installed.
 */
export const toyPanel = `
import { h, render } from 'preact';
import { useState } from 'preact/hooks';

const css = '.launcher{position:fixed;right:20px;bottom:20px}.panel{position:fixed;right:20px;bottom:20px;width:380px;height:640px;display:flex;flex-direction:column;background:#fff;border-radius:16px;overflow:hidden}' +
  '.log{flex:1;overflow:auto;padding:16px;margin:0;list-style:none}.own{text-align:right}.bubble{display:inline-block;max-width:80%;padding:8px 12px;border-radius:16px;background:#eee}';
const Message = ({ text, isOwn, at }) => h('li', { class: isOwn ? 'own' : '' },
  h('p', { class: 'bubble', title: new Date(at).toLocaleString() }, text));
function Panel({ messages }) {
  const [text, setText] = useState('');
  return h('section', { class: 'panel', role: 'dialog' },
    h('header', null, h('b', null, 'Mara')),
    h('ol', { class: 'log', role: 'log' }, messages.map((message) => h(Message, { key: message.at, ...message }))),
    h('textarea', { value: text, onInput: (event) => setText(event.currentTarget.value) }));
}
const host = document.createElement('div');
const root = host.attachShadow({ mode: 'open' });
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
root.adoptedStyleSheets = [sheet];
const open = (count) => {
  const messages = Array.from({ length: count }, (_, index) => ({
    text: 'Message number ' + index + ', as long as people write them in a chat.', isOwn: index % 2 === 0, at: 1795286400000 + index * 60000,
  }));
  const box = document.createElement('div');
  root.append(box);
  render(h(Panel, { messages }), box);
  const log = root.querySelector('.log');
  log.scrollTop = log.scrollHeight;
};
const start = () => {
  const button = document.createElement('button');
  button.textContent = 'Toy chat';
  button.className = 'launcher';
  button.addEventListener('click', () => open(50));
  root.append(button);
  document.body.append(host);
};
document.body ? start() : addEventListener('DOMContentLoaded', start);
`;

/** The least a chat button can be: a shadow root, a style, a button. */
export const vanillaLauncher = `
(() => {
  const start = () => {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('button{position:fixed;right:20px;bottom:20px;width:56px;height:56px;border:0;border-radius:50%;background:#1f5f5b;color:#fff}');
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement('button');
    button.setAttribute('aria-label', 'Chat');
    button.addEventListener('click', () => console.log('open'));
    root.append(button);
    document.body.append(host);
  };
  document.body ? start() : addEventListener('DOMContentLoaded', start);
})();
`;
