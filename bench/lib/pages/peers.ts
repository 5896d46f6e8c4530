import { join } from 'node:path';
import { build } from 'esbuild';
import { toyPanel, vanillaLauncher } from './toy-panel.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** As a shop's page would have it: one minified classic script. */
async function bundle(source: string, from: string, aliases: Readonly<Record<string, string>> = {}): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: join(root, from), loader: 'js' },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    alias: { ...aliases },
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('the bundler made no file');
  return file.text;
}

/** Its own documentation's way to put it on a page; the account does not exist, so it stops before it would show anything of ours. */
const papercups = `
import React from 'react';
import ReactDOM from 'react-dom';
import { ChatWidget } from '@papercups-io/chat-widget';
const host = document.createElement('div');
document.body.append(host);
ReactDOM.render(React.createElement(ChatWidget, { token: 'none', inbox: 'none', title: 'Chat', baseUrl: location.origin }), host);
`;
const deepChat = `
import 'deep-chat';
document.body.append(document.createElement('deep-chat'));
`;
const posthog = `
import posthog from 'posthog-js';
posthog.init('none', { api_host: location.origin, disable_session_recording: true });
`;

/** Scripts by the names of whose they are. The toy panel waits for \`openToy\`. */
export async function peerScripts(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['vanilla launcher', vanillaLauncher],
    ['toy Preact panel, not opened', await bundle(toyPanel, 'packages/widget')],
    ['@papercups-io/chat-widget', await bundle(papercups, '.', { react: 'react-17', 'react-dom': 'react-dom-17' })],
    ['deep-chat', await bundle(deepChat, '.')],
    ['posthog-js', await bundle(posthog, '.')],
  ]);
}
