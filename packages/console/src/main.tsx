import { render } from 'preact';
import { createApi } from './http/api.ts';
import { createConsole } from './state/console.ts';
import './styles.ts';
import { App } from './views/app.tsx';

const { location } = window;
const app = createConsole({
  window,
  storage: window.localStorage,
  api: createApi((input, init) => window.fetch(input, init)),
  socketUrl: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/v1/console/socket`,
  openSocket: (url) => new WebSocket(url),
  openAudio: 'AudioContext' in window ? () => new AudioContext() : undefined,
  notifications: 'Notification' in window ? Notification : undefined,
  locks: navigator.locks,
  newSession: () => crypto.randomUUID().replaceAll('-', ''),
});

const root = document.getElementById('app');
if (root) render(<App app={app} />, root);
void app.session.start();
