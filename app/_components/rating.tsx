type RatingLineProps = { rating: { average: number; count: number } };

/** Renders the average and the number of reviews of a product in one line: "★ 4.6 (12)". */
export function RatingLine({ rating: { average, count } }: RatingLineProps) {
  return (
    <p className="flex items-center gap-1 text-sm text-muted">
      <span className="sr-only">{ratingWords({ average, count })}</span>
      <Stars average={1} of={1} />
      <span aria-hidden="true" className="tabular-nums">
        {average.toFixed(1)} ({count})
      </span>
    </p>
  );
}

/** Returns a rating in words: "Rated 4.6 of 5 by 12 customers". */
export const ratingWords = ({ average, count }: { average: number; count: number }) =>
  `Rated ${average.toFixed(1)} of 5 by ${count === 1 ? "1 customer" : `${count} customers`}`;

const star = "M10 1.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8L10 14.9l-5.2 2.7 1-5.8L1.6 7.7l5.8-.8z";

/** Left edge of each star. */
const lefts = [0, 20, 40, 60, 80];

type StarsProps = { average: number; of?: number; className?: string };

/** Renders stars, filled up to an average. Screen readers skip them: the number stands beside them or in their label. */
export function Stars({ average, of = 5, className = "h-4" }: StarsProps) {
  const all = lefts
    .slice(0, of)
    .map((left) => <path key={left} d={star} transform={`translate(${left} 0)`} strokeLinejoin="round" />);
  return (
    <svg aria-hidden="true" viewBox={`0 0 ${20 * of} 20`} className={`${className} shrink-0 text-accent`}>
      <g fill="none" stroke="currentColor" strokeWidth="1.2">
        {all}
      </g>
      <svg width={20 * average} height="20" overflow="hidden" fill="currentColor" aria-hidden="true">
        {all}
      </svg>
    </svg>
  );
}
