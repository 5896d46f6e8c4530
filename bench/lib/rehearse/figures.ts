/** What one pass over a file took. */
export interface Figures {
  readonly steps: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most that was in the heap and no garbage; 0: not looked at. */
  readonly keptBytes: number;
  /** The most memory the process ever had, Node itself included. */
  readonly maxRssBytes: number;
}
