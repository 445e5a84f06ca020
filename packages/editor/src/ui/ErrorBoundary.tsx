import { Component, type ReactNode } from 'react';
import { ErrorState } from './ErrorState.tsx';
import { forgetFailedParts, onPartsRetried } from './lazy-part.ts';

interface ErrorBoundaryProps {
  /** What is inside, in words: `The canvas`. */
  what: string;
  /** Told of a failure; then nothing is shown in place of what failed. */
  onError?: (message: string) => void;
  children: ReactNode;
}

interface ErrorBoundaryState {
  error: Error | undefined;
}

/**
 * Keeps a failure of one part of the page from taking the others with it. Offers to try again, and
 * does so by itself when parts that could not be fetched can be.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined };
  #stopListening: (() => void) | undefined;

  static getDerivedStateFromError(error: Error): ErrorBoundaryState {
    return { error };
  }

  override componentDidMount() {
    this.#stopListening = onPartsRetried(() => {
      if (this.state.error) this.setState({ error: undefined });
    });
  }

  override componentWillUnmount() {
    this.#stopListening?.();
  }

  override componentDidCatch(error: Error) {
    if (!this.props.onError) return;
    // Who opens it again wants it fetched again.
    forgetFailedParts();
    this.props.onError(`${this.props.what} cannot be shown: ${error.message}`);
  }

  readonly #retry = () => {
    forgetFailedParts();
    this.setState({ error: undefined });
  };

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    if (this.props.onError) return null;
    return (
      <ErrorState title={`${this.props.what} cannot be shown.`} onRetry={this.#retry}>
        {error.message}
      </ErrorState>
    );
  }
}
