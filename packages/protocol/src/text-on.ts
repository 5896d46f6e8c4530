/**
 * The text colour that is readable on `ground` (`#rrggbb`): white where it reaches 4.5:1, near-black elsewhere. With a plain
 * power in place of WCAG's exact curve, because browsers download it; the widget has that too, and a test compares.
 */
export const textOn = (ground: string): string =>
  [0.2126, 0.7152, 0.0722].reduce(
    (sum, weight, index) => sum + weight * (parseInt(ground.slice(2 * index + 1, 2 * index + 3), 16) / 255) ** 2.2,
    0,
  ) > 0.177
    ? '#000'
    : '#fff';
