import { Transfer } from "@securecart/core/transfer";
import { queueHandler } from "../lib/queue";

/** Goes on with an import or an export for a while. */
export const handler = queueHandler(Transfer.Message, Transfer.handle);
