import { Component } from 'preact';
import type { ComponentChildren } from 'preact';
import { strings } from '../strings.ts';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';

interface GuardProps {
  readonly children: ComponentChildren;
}
interface GuardState {
  readonly isBroken: boolean;
}

/** A fault of ours in one pane must not take the desk away from a rep in the middle of a conversation. */
export class Guard extends Component<GuardProps, GuardState> {
  override state: GuardState = { isBroken: false };

  static override getDerivedStateFromError(): GuardState {
    return { isBroken: true };
  }

  override componentDidCatch(error: unknown): void {
    // Not swallowed: it reaches the browser's console and whatever watches for errors.
    reportError(error);
  }

  override render(): ComponentChildren {
    if (!this.state.isBroken) return this.props.children;
    return (
      <Empty icon="alert" title={strings.shell.broken}>
        <p>{strings.shell.brokenHint}</p>
        <Button onClick={() => this.setState({ isBroken: false })}>{strings.shell.retry}</Button>
      </Empty>
    );
  }
}
