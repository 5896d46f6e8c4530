/** Pages that greet people by name or say what they ordered: by kind, or by what their address says of them. */
const PERSONAL_TYPE = /^(checkout|confirmation|account)$/;
const PERSONAL_PATH =
  /account|address|bestell|check-?out|confirm|konto|kasse|log-?in|member|my-|order|password|payment|profile|reset|sign-?(in|up)|thank/i;
/** An e-mail address, or the digits of a telephone, an order or a card. */
const PERSONAL = /@|(\d\D{0,3}){7}/;

/** What may be known of a page's title: nothing where it may name a person, or an order of one. */
export const publicTitle = (title: string, type: string, path: string): string =>
  PERSONAL_TYPE.test(type) || PERSONAL_PATH.test(path) || PERSONAL.test(title) ? '' : title;
