import { Component } from 'preact';
import type { ComponentChildren, ComponentType } from 'preact';
import { jsx as make } from 'preact/jsx-runtime';

/**
 * State and effects of components, as `preact/hooks` has them, for the three that the panel uses: that module costs 1,000 bytes, this
 * one 300. Our own `jsx` makes a class of every function that draws; so each may use them.
 */
interface Cell {
  /** What `useState` and `useRef` keep. */
  _kept?: { current: unknown };
  _deps?: readonly unknown[] | undefined;
  /** To be run after the drawing. */
  _run?: (() => (() => void) | void) | undefined;
  _end?: (() => void) | void;
}

let host: { readonly _cells: Cell[]; readonly _again: () => void };
let at = 0;

const nextCell = (): Cell => (host._cells[at++] ??= {});

function classOf<Props extends object>(draw: (props: Props) => ComponentChildren): ComponentType<Props> {
  class Stateful extends Component<Props> {
    readonly _cells: Cell[] = [];
    _again = (): void => this.setState({});
    override render(): ComponentChildren {
      // oxlint-disable-next-line typescript/no-this-alias -- who is drawn now is what the functions below ask for
      host = this;
      at = 0;
      return draw(this.props);
    }
    override componentDidUpdate(): void {
      for (const cell of this._cells) {
        const run = cell._run;
        if (!run) continue;
        cell._run = undefined;
        cell._end?.();
        cell._end = run();
      }
    }
    override componentDidMount = this.componentDidUpdate;
    override componentWillUnmount(): void {
      for (const cell of this._cells) cell._end?.();
    }
  }
  return Stateful as ComponentType<Props>;
}

type Draw = ((props: object) => ComponentChildren) & { _class?: ComponentType<object> };

/** Preact's, with a memory for every component. */
export const jsx = ((type: string | Draw, props: object, key?: string) =>
  make((typeof type === 'function' ? (type._class ??= classOf(type)) : type) as string, props, key)) as typeof make;

export function useRef<Value>(initial: Value): { current: Value } {
  return (nextCell()._kept ??= { current: initial }) as { current: Value };
}

export function useState<Value>(initial: Value): [Value, (value: Value) => void] {
  const kept = useRef(initial);
  const { _again } = host;
  return [
    kept.current,
    (value) => {
      if (kept.current === value) return;
      kept.current = value;
      _again();
    },
  ];
}

/** Runs after a drawing with other `deps` than before it; after every drawing without them. What it returns runs before the next run, and at the end. */
export function useLayoutEffect(run: () => (() => void) | void, deps?: readonly unknown[]): void {
  const cell = nextCell();
  if (deps && cell._deps?.every((value, index) => value === deps[index])) return;
  cell._deps = deps;
  cell._run = run;
}

export { render } from 'preact';
