/** Catena's mark: two ports, joined. */
export function CatenaMark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="#3557d6" />
      <path d="M9 16h14" stroke="#fff" strokeWidth="2.5" />
      <circle cx="9" cy="16" r="4" fill="#fff" />
      <rect
        x="19.5"
        y="12.5"
        width="7"
        height="7"
        rx="1"
        transform="rotate(45 23 16)"
        fill="#fff"
      />
    </svg>
  );
}
