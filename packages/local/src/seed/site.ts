/** The shop's icon: a fir above two waves. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#2f4a41"/><path d="M32 9 42 23h-5l8 11H19l8-11h-5z" fill="#f3eee4"/><path d="M30 34h4v6h-4z" fill="#f3eee4"/><path d="M10 45q5.5-5 11 0t11 0 11 0 11 0M10 53q5.5-5 11 0t11 0 11 0 11 0" fill="none" stroke="#d0a04e" stroke-width="3.5" stroke-linecap="round"/></svg>
`;
