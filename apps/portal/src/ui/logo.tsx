/** The mark: a trail that closes into a seal. */
export function LogoMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#0b6e6e" />
      <path
        d="M9 22.5c4.5 0 3.5-6.5 7-6.5s2.5-6.5 7-6.5"
        fill="none"
        stroke="#a3d5d1"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <circle cx="9" cy="22.5" r="2.4" fill="#fff" />
      <circle cx="16" cy="16" r="2.4" fill="#fff" />
      <circle cx="23" cy="9.5" r="3.6" fill="#fff" />
      <path
        d="m21.3 9.6 1.2 1.2 2.3-2.4"
        fill="none"
        stroke="#0b6e6e"
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
