import { everySwitch, openStage, openSwitched } from "../stages";
import type { Inventory } from "./evidence";

/** What production creates, as it is configured and with every switch on. */
export async function openInventory(): Promise<Inventory> {
  const [always, all] = await Promise.all([openStage("production"), openSwitched("production", everySwitch)]);
  const resources = ({ synthesis }: typeof always) =>
    synthesis.resources.filter(({ options }) => options.custom);
  return { always: resources(always), all: resources(all) };
}
