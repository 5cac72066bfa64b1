export type { Opened } from "./account";
export {
  AddressEntry,
  addAddress,
  changeAddress,
  defaultAddress,
  mostAddresses,
  removeAddress,
  setDefaultAddress,
} from "./address-book";
export { Email } from "./email";
export { confirmEmailChange, requestEmailChange } from "./email-change";
export { erase } from "./erase";
export { scanPart } from "./export";
export { byId, idByEmail, type Profile, type SavedAddress } from "./find";
export { groupsIn, namesOf, rowKey, setGroups } from "./groups";
export { connect, disconnect, signInByIdentity } from "./identity";
export * as Customer from "./index";
export { changePassword, requestReset, reset } from "./password-change";
export { linkStripe, setProfile } from "./profile";
export { addPasskey, askForPasskey, endSessions, removePasskey } from "./security";
export { prove, requestCode, requireFresh, signIn, signInAs, signInByCode, signInByLink } from "./sign-in";
export { Name, requestSignUp, signUpByCode, signUpByLink } from "./sign-up";
