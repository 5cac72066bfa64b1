export { giveUpSeconds, isOver, next } from "../due";
export * as Retry from "./index";
