/** Catena's mark: two links of a chain. */
export function CatenaMark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden focusable="false">
      <rect x="2" y="7" width="12.5" height="10" rx="5" stroke="currentColor" strokeWidth="2.2" />
      <path
        d="M12.6 7h4.4a5 5 0 0 1 0 10h-4.4a5 5 0 0 1-3.1-1.1"
        stroke="var(--accent)"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </svg>
  );
}
