import type { ReactNode } from "react";

/** Renders an icon. It is hidden from screen readers, because the text beside it has its meaning. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

export const CartIcon = () => (
  <Icon>
    <path d="M4.5 7h11l-.8 9.5H5.3L4.5 7Z" />
    <path d="M7.2 9V5.8a2.8 2.8 0 0 1 5.6 0V9" />
  </Icon>
);

export const SearchIcon = () => (
  <Icon>
    <circle cx="9" cy="9" r="5.2" />
    <path d="m13 13 3.8 3.8" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m4.5 10.5 3.6 3.6 7.4-8" />
  </Icon>
);

export const AccountIcon = () => (
  <Icon>
    <circle cx="10" cy="6.8" r="3.3" />
    <path d="M3.8 17c.5-3.4 3-5.2 6.2-5.2s5.7 1.8 6.2 5.2" />
  </Icon>
);

export const MenuIcon = () => (
  <Icon>
    <path d="M3 5.5h14M3 10h14M3 14.5h14" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);

export const FilterIcon = () => (
  <Icon>
    <path d="M3 6h6m5 0h3M3 14h3m5 0h6" />
    <circle cx="11.5" cy="6" r="2" />
    <circle cx="8.5" cy="14" r="2" />
  </Icon>
);

export const PlusIcon = () => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);

export const MinusIcon = () => (
  <Icon>
    <path d="M4 10h12" />
  </Icon>
);

export const PreviousIcon = () => (
  <Icon>
    <path d="m12.5 4-6 6 6 6" />
  </Icon>
);

export const NextIcon = () => (
  <Icon>
    <path d="m7.5 4 6 6-6 6" />
  </Icon>
);
