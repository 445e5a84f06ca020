import { Component, type ReactNode } from 'react';
import { ErrorState } from './ErrorState.tsx';

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

/** Keeps a failure of one part of the page from taking the others with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined };

  static getDerivedStateFromError(error: Error): ErrorBoundaryState {
    return { error };
  }

  override componentDidCatch(error: Error) {
    this.props.onError?.(`${this.props.what} cannot be shown: ${error.message}`);
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    if (this.props.onError) return null;
    return (
      <ErrorState
        title={`${this.props.what} cannot be shown.`}
        onRetry={() => this.setState({ error: undefined })}
      >
        {error.message}
      </ErrorState>
    );
  }
}
