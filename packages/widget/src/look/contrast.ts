type Rgb = readonly [number, number, number];

const parse = (hex: string): Rgb =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
const linear = (value: number): number => (value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);

/** Relative luminance of `#rrggbb`, as WCAG 2.2 defines it: 0 to 1. */
export function luminance(hex: string): number {
  const [red, green, blue] = parse(hex);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05];
  return a > b ? a / b : b / a;
}

/** `color`, moved towards white or black no further than it takes to stand out from `ground` by `ratio`. */
export function readableOn(color: string, ground: string, ratio: number): string {
  const end = luminance(ground) < 0.2 ? 255 : 0;
  let found = color;
  for (let step = 1; contrast(found, ground) < ratio && step <= 20; step++) {
    const mixed = parse(color).map((value) => Math.round(value + ((end - value) * step) / 20));
    found = `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  }
  return found;
}
