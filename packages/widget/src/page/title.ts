/** Pages that greet people by name or say what they ordered: by kind, or by what their address says of them. */
const PERSONAL_TYPE = /^(checkout|confirmation|account)$/;
const PERSONAL_PATH =
  /account|address|bestell|check-?out|confirm|konto|kasse|log-?in|member|my-|order|password|payment|profile|reset|sign-?(in|up)|thank/i;

/** What may be known of a page's title: nothing where it may name a person, or is no title but an address. */
export const publicTitle = (title: string, type: string, path: string): string =>
  PERSONAL_TYPE.test(type) || PERSONAL_PATH.test(path) || title.includes('@') ? '' : title;
