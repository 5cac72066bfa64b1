import { TotpEntity } from "./totp.entity";

/** Returns the write that revokes an authenticator app; it is refused when no app is in use. */
export const revoke = ({ subject }: { subject: string }) =>
  TotpEntity.remove({ subject }).where((at, { exists }) => exists(at.sealedKey));

/** Returns the write that deletes an authenticator app, in use or offered, if there is one. */
export const forget = ({ subject }: { subject: string }) => TotpEntity.delete({ subject });
