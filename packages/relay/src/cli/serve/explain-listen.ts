import { ConfigError } from '../../config.ts';
import type { Config } from '../../config.ts';

/** Why the relay cannot listen, with what to do about it. What is not about the machine stays as it is. */
export function explainListen(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const explained = (text: string) => new ConfigError(text, { cause: error });
  switch (code) {
    case 'EADDRINUSE':
      return explained(
        `Port ${port} on ${host} is taken. Stop what uses it, or choose another: PORT=${port === 65_535 ? port - 1 : port + 1}.`,
      );
    case 'EACCES':
      return explained(`Port ${port} is not for this user. Choose one above 1023, e.g. PORT=7070.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return explained(`HOST=${host} is no address of this machine. Use 127.0.0.1, or 0.0.0.0 behind a proxy.`);
    default:
      return error;
  }
}
