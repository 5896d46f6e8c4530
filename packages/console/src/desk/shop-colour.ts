export interface ShopColours {
  /** The shop's own colour, as a surface. */
  readonly fill: string;
  /** Text upon it: black or white, whichever reads better. */
  readonly on: string;
  /** The colour as text or line on our own surfaces: moved towards ink or paper until it reads. */
  readonly inkLight: string;
  readonly inkDark: string;
}

type Rgb = readonly [number, number, number];

const FALLBACK: Rgb = [73, 78, 92];
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [12, 13, 16];
/** The least favourable surface of each theme that coloured text stands on (a selected row), and what WCAG AA asks of it. */
const PAPER: Rgb = [233, 235, 240];
const NIGHT: Rgb = [36, 40, 49];
const READABLE = 4.5;

/** Everything the screen needs of a shop's accent. Whatever is no hex colour counts as grey. */
export function shopColours(accent: string | undefined): ShopColours {
  const colour = parse(accent ?? '') ?? FALLBACK;
  const on = contrast(colour, WHITE) >= READABLE || contrast(colour, WHITE) >= contrast(colour, BLACK) ? WHITE : BLACK;
  return {
    // A middling colour carries neither black nor white well: it is moved a little until it does.
    fill: css(readable(colour, on, on === WHITE ? BLACK : WHITE)),
    on: css(on),
    inkLight: css(relit(colour, PAPER, -1)),
    inkDark: css(relit(colour, NIGHT, 1)),
  };
}

function readable(colour: Rgb, against: Rgb, towards: Rgb): Rgb {
  for (let share = 0; share <= 1; share += 0.05) {
    const mixed = mix(colour, towards, share);
    if (contrast(mixed, against) >= READABLE) return mixed;
  }
  return towards;
}

/** Darker or lighter in its own hue, so that green stays green, until it reads on `against`. */
function relit(colour: Rgb, against: Rgb, step: 1 | -1): Rgb {
  for (let light = 0; light <= 100; light += 2) {
    const next = shift(colour, (step * light) / 100);
    if (contrast(next, against) >= READABLE) return next;
  }
  return step > 0 ? WHITE : BLACK;
}

/** Moves a colour's lightness (HSL) by a share of the whole. */
function shift(colour: Rgb, by: number): Rgb {
  const [high, low] = [Math.max(...colour) / 255, Math.min(...colour) / 255];
  const before = (high + low) / 2;
  const after = Math.min(1, Math.max(0, before + by));
  const room = 1 - Math.abs(2 * before - 1);
  const saturation = room === 0 ? 0 : (high - low) / room;
  const reach = (saturation * (1 - Math.abs(2 * after - 1))) / 2;
  // Where each channel lies between the colour's darkest and brightest stays the same: that is its hue.
  const part = (channel: number): number => (high === low ? 0.5 : (channel / 255 - low) / (high - low));
  const channel = (value: number): number => Math.round(255 * (after - reach + 2 * reach * part(value)));
  return [channel(colour[0]), channel(colour[1]), channel(colour[2])];
}

const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  Math.round(a[0] + (b[0] - a[0]) * share),
  Math.round(a[1] + (b[1] - a[1]) * share),
  Math.round(a[2] + (b[2] - a[2]) * share),
];

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function parse(hex: string): Rgb | undefined {
  const digits = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(hex.trim())?.[1];
  if (digits === undefined) return undefined;
  const whole = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const channel = (at: number): number => Number.parseInt(whole.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

const css = ([r, g, b]: Rgb): string => `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
