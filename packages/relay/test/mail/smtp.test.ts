import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSmtpMail } from '../../src/mail/smtp.ts';
import { createDemoOutbox } from '../../src/mail/demo-outbox.ts';
import { MailRefusedError } from '../../src/ports/index.ts';

/** A mail server that takes everything but what `refusal` says, and keeps what it was told. */
let server: Server;
let refusal: string | undefined;
const heard: string[] = [];
const sockets = new Set<Socket>();

beforeEach(async () => {
  refusal = undefined;
  heard.splice(0);
  server = createServer((socket) => {
    sockets.add(socket);
    let isData = false;
    socket.on('error', () => {});
    socket.write('220 mail.example\r\n');
    socket.on('data', (bytes) => {
      const text = bytes.toString();
      heard.push(text);
      if (isData) {
        if (!text.endsWith('\r\n.\r\n')) return;
        isData = false;
        socket.write('250 taken\r\n');
      } else if (/^RCPT/i.test(text)) socket.write(refusal ?? '250 ok\r\n');
      else if (/^DATA/i.test(text)) {
        isData = true;
        socket.write('354 go on\r\n');
      } else if (/^QUIT/i.test(text)) socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

const letter = {
  messageId: 'answer/cnv_1/0',
  fromName: 'Halden "Lenses" <evil@evil.example>',
  to: 'ada@mail.example',
  subject: 'Halden has answered you',
  text: 'Read it here.',
  html: '<p>Read it here.</p>',
};
const mail = () => createSmtpMail(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, 'chat@shop.example');

describe('mail by SMTP', () => {
  it('[HA58] leaves in the shop’s name from the operator’s address, under one id each time', async () => {
    await mail().send(letter);
    await mail().send(letter);
    const text = heard.join('');
    expect(text).toContain('MAIL FROM:<chat@shop.example>');
    expect(text).toContain('RCPT TO:<ada@mail.example>');
    expect(text).not.toContain('RCPT TO:<evil');
    expect(text.match(/^From: .*<chat@shop\.example>\r$/gm)).toHaveLength(2);
    expect(new Set(text.match(/^Message-ID: .*$/gim)).size).toBe(1);
    expect(text).toContain('Auto-Submitted: auto-generated');
  });

  it('[HA58] tells a no for good from one for now', async () => {
    refusal = '550 no such mailbox\r\n';
    await expect(mail().send(letter)).rejects.toThrow(MailRefusedError);
    refusal = '451 later\r\n';
    const later = mail().send(letter);
    await expect(later).rejects.toThrow();
    await expect(later).rejects.not.toThrow(MailRefusedError);
  });
});

describe('the demo’s outbox', () => {
  it('[HA58] shows what would have left, and runs nothing of it', async () => {
    const { mail: outbox, page } = createDemoOutbox(() => 0);
    await outbox.send({ ...letter, text: '<script>alert(1)</script> http://127.0.0.1/help/site_x#thread=a.b' });
    await outbox.send(letter);
    const answer = page(new Request('http://127.0.0.1/mail/'));
    const html = (await answer?.text()) ?? '';
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('<a href="http://127.0.0.1/help/site_x#thread=a.b">');
    expect(html.match(/<article>/g)).toHaveLength(1);
    expect(answer?.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page(new Request('http://127.0.0.1/shop/'))).toBeUndefined();
  });
});
