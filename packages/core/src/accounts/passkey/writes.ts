import { PasskeyEntity } from "./passkey.entity";

/** Returns the write that revokes a passkey; it is refused when there is no such passkey. */
export const revoke = (passkey: { subject: string; credentialId: string }) => PasskeyEntity.remove(passkey);
