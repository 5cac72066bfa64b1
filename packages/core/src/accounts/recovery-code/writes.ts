import { RecoveryCodeEntity } from "./recovery-code.entity";

/** Returns the write that deletes a subject's recovery codes, if there are any. */
export const forget = ({ subject }: { subject: string }) => RecoveryCodeEntity.delete({ subject });
