import { components } from "./components";
import type { Entry } from "./evidence";
import { functions } from "./functions";
import { practices } from "./practices";

/** Everything that the shop is made of and for, each with its place. None may lose it. */
export const sections: { title: string; entries: Entry[] }[] = [
  { title: "What the shop does", entries: functions },
  { title: "What it is built from", entries: components },
  { title: "How it is built", entries: practices },
];
