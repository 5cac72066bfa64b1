export { addPublished } from "./add";
export { publish, refuse, reply } from "./decide";
export { erasedName, erasePersonal } from "./erase";
export * as ProductReviews from "./index";
export {
  type Bought,
  countWaiting,
  find,
  list,
  ofOrder,
  type ProductReview,
  type Published,
  published,
  publishedPageSize,
  type ReviewState,
  toReview,
} from "./read";
export { isOpen, isWorthAsking, scheduleRequest, sweepRequests } from "./request";
export { reviewStates as states } from "./review.entity";
export { limits, shortName, write } from "./write";
