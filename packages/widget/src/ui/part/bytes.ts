const MEGABYTE = 1_000_000;

/** `1.4 MB`, `12 kB`, in the panel's language. */
export const sayBytes = (bytes: number, lang: string): string =>
  new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: bytes < MEGABYTE ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: bytes < MEGABYTE ? 0 : 1,
  }).format(bytes < MEGABYTE ? Math.ceil(bytes / 1_000) : bytes / MEGABYTE);
