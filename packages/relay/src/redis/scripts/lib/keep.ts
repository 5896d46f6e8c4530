/** What ends by time is kept this long beyond its end, so that a clock that steps back a little finds what it found before. */
export const keepMs = 3_600_000;
