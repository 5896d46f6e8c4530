/** What a held rep asks, in all languages of the widget. @type {Readonly<Record<string, string>>} */
export const asks = {
  en: 'Hello, this is Mara. Is there anything you would like to know before you order?',
  de: 'Hallo, hier ist Mara. Möchten Sie vor der Bestellung noch etwas wissen?',
  fr: 'Bonjour, c’est Mara. Souhaitez-vous savoir quelque chose avant de commander ?',
  es: 'Hola, soy Mara. ¿Hay algo que quiera saber antes de hacer el pedido?',
  it: 'Buongiorno, sono Mara. Vuole sapere qualcosa prima di ordinare?',
  nl: 'Hallo, met Mara. Wilt u nog iets weten voordat u bestelt?',
  'pt-BR': 'Olá, aqui é a Mara. Quer saber alguma coisa antes de fazer o pedido?',
  pl: 'Dzień dobry, tu Mara. Czy chce Pani lub Pan o coś zapytać przed złożeniem zamówienia?',
  ar: 'مرحبًا، أنا مارا. هل تودّ معرفة أي شيء قبل إتمام الطلب؟',
  ja: 'こんにちは、マラです。ご注文の前に、ご不明な点はございますか？',
};

/** What a team asks. @type {Readonly<Record<string, string>>} */
export const teamAsks = {
  en: 'Any question about sizes, delivery or returns? One of us is here for you.',
  de: 'Fragen zu Größen, Lieferung oder Rückgabe? Eine von uns ist für Sie da.',
  fr: 'Une question sur les tailles, la livraison ou les retours ? Nous sommes là.',
  es: '¿Alguna duda sobre tallas, envíos o devoluciones? Estamos aquí.',
  it: 'Domande su taglie, consegna o resi? Siamo qui per Lei.',
  nl: 'Vragen over maten, bezorging of retourneren? We zijn er voor u.',
  'pt-BR': 'Alguma dúvida sobre tamanhos, entrega ou devoluções? Estamos aqui.',
  pl: 'Pytania o rozmiary, dostawę lub zwroty? Jesteśmy tutaj.',
  ar: 'هل لديك سؤال عن المقاسات أو التوصيل أو الإرجاع؟ نحن هنا من أجلك.',
  ja: 'サイズ、配送、返品についてのご質問はございますか？ご案内いたします。',
};
