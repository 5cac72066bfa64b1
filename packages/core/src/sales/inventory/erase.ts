import { Dynamo } from "#platform/dynamo";
import { Scrub } from "#platform/scrub";
import { MovementEntity } from "./movement.entity";

type Movement = { sku: string; reference: string; cause: string };

/** Removes the words of a data subject from the cause of a movement. Returns whether it had one of them. */
export async function erasePersonal({ sku, reference, cause }: Movement, words: readonly string[]) {
  const set = Scrub.changes({ cause }, ["cause"], words);
  if (Object.keys(set).length === 0) return false;
  return Dynamo.change(Dynamo.keyOf(MovementEntity.get({ sku, reference })), set);
}
