// Line icons, drawn here so that nothing is fetched. Always beside words, so hidden from speech.
import type { ComponentChildren } from 'preact';

function Icon({ children, size = 20 }: { children: ComponentChildren; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      {children}
    </svg>
  );
}

/** Strands that meet and part: the clinic's mark. */
export function Mark() {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width="30"
      height="30"
      viewBox="0 0 32 32"
      fill="none"
    >
      <rect width="32" height="32" rx="9" fill="var(--brand)" />
      <path
        d="M7 9c6 0 6 7 9 7s3-7 9-7M7 23c6 0 6-7 9-7s3 7 9 7M16 6v20"
        stroke="var(--on-brand)"
        stroke-width="2.1"
        stroke-linecap="round"
      />
    </svg>
  );
}

export const BackIcon = () => (
  <Icon size={18}>
    <path class="mirror" d="M12.5 4 6.5 10l6 6" />
  </Icon>
);
export const AlertIcon = () => (
  <Icon>
    <path d="M10 2.8 18 17H2z M10 8v4 M10 14.6v.1" />
  </Icon>
);
export const PhoneIcon = () => (
  <Icon>
    <path d="M4 3h3l1.5 4-2 1.3a10 10 0 0 0 5.2 5.2l1.3-2 4 1.5v3a1.5 1.5 0 0 1-1.6 1.5A14 14 0 0 1 2.5 4.6 1.5 1.5 0 0 1 4 3z" />
  </Icon>
);
export const ClockIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.2" />
    <path d="M10 5.8V10l3 2" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="m4 10.5 4 4 8-9" />
  </Icon>
);
export const DoubleCheckIcon = () => (
  <Icon>
    <path d="m2 10.5 3.5 4 7-9M9.5 14l.5.5 8-9" />
  </Icon>
);
export const CrossIcon = () => (
  <Icon>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);
export const CalendarIcon = () => (
  <Icon>
    <rect x="3" y="4.5" width="14" height="12.5" rx="2" />
    <path d="M3 8.5h14M7 2.8v3M13 2.8v3" />
  </Icon>
);
export const PersonIcon = () => (
  <Icon>
    <circle cx="10" cy="6.5" r="3.3" />
    <path d="M3.5 17c.7-3.6 3.2-5.3 6.5-5.3s5.8 1.7 6.5 5.3" />
  </Icon>
);
export const AwayIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.2" />
    <path d="M5 15 15 5" />
  </Icon>
);
export const ReloadIcon = () => (
  <Icon>
    <path d="M16.5 10a6.5 6.5 0 1 1-2-4.7M16.8 2.5v3.7h-3.7" />
  </Icon>
);
export const PinIcon = () => (
  <Icon>
    <path d="M10 17.5s5.5-5 5.5-9.3a5.5 5.5 0 0 0-11 0c0 4.3 5.5 9.3 5.5 9.3z" />
    <circle cx="10" cy="8.2" r="1.9" />
  </Icon>
);
export const PrintIcon = () => (
  <Icon>
    <path d="M6 7V3h8v4M6 14H3.5V7h13v7H14M6 12h8v5H6z" />
  </Icon>
);
