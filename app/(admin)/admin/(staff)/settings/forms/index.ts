import type { SettingsForm } from "./form";
import { identity } from "./identity";
import { returns } from "./returns";
import { time } from "./time";

/** Groups whose page is the common form. Others have a folder of their own beside `[group]`. */
const forms: SettingsForm[] = [identity, time, returns];

/** Returns the form of a group, or undefined when there is none of this name. */
export const formOf = (group: string) => forms.find((form) => form.group === group);
