import { accessories } from "./accessories";
import { bedBath } from "./bed-bath";
import { camp } from "./camp";
import { clothing } from "./clothing";
import { desk } from "./desk";
import { kitchen } from "./kitchen";
import { lighting } from "./lighting";
import type { Shelf } from "./line";
import { living } from "./living";

/** The shop's shelves, in the order the merchant gave them. */
export const shelves: readonly Shelf[] = [
  kitchen,
  bedBath,
  lighting,
  living,
  clothing,
  accessories,
  camp,
  desk,
];
