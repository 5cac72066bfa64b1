/** Rows of the form of volume prices. */
export const mostRows = 6;
