export { type Duty, duties, may, type Role, roles } from "./duties";
export * as Staff from "./index";
export {
  accept,
  type ComposeInvitation,
  createInvitation,
  type Invitation,
  invited,
  sendInvitation,
} from "./invitation";
export { Ref, type State } from "./member";
export {
  changeRoles,
  describe,
  disable,
  enable,
  ensure,
  forgetFactors,
  invite,
  type ListedMember,
  members,
  rescue,
} from "./members";
export {
  changePassword,
  endSessions,
  enrollApp,
  enrollPasskey,
  factors,
  newRecoveryCodes,
  removeFactor,
  sessions,
} from "./security";
export {
  actorOf,
  beginHalf,
  complete,
  confirm,
  refused,
  type StaffMember,
  session,
  sessionSeconds,
  signIn,
  signOut,
} from "./sign-in";
