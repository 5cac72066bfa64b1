"use server";

import { Admin } from "@securecart/core/admin";
import { Staff } from "@securecart/core/staff";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction } from "#app/_lib/staff-action";
import type { Gate } from "#app/_lib/staff-session";

/** Requirements to manage staff: the duty, and a password entered recently. */
const gate: Gate = { may: "staff.manage", fresh: true, from: "/admin/staff" };

/** Roles of the form: one ticked checkbox arrives as a string, several as a list. */
const Roles = z.preprocess(
  (sent) => (sent === undefined ? [] : [sent].flat()),
  Staff.changeRoles.schema.shape.roles,
);
const Ref = z.object({ staffId: z.string() });
const Invitation = z.object({ email: z.string("Enter an email address."), roles: Roles });

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

export const invite: Form = async (_, form) =>
  staffAction(gate, form, Invitation, (input, by) => Admin.inviteStaff({ ...input, ...by }));

export const changeRoles: Form = async (_, form) =>
  staffAction(gate, form, Ref.extend({ roles: Roles }), (input, by) =>
    Admin.changeRoles({ ...input, ...by }),
  );

export const disable: Form = async (_, form) =>
  staffAction(gate, form, Ref, (input, by) => Admin.disableStaff({ ...input, ...by }));

export const enable: Form = async (_, form) =>
  staffAction(gate, form, Ref, (input, by) => Admin.enableStaff({ ...input, ...by }));

export const forgetFactors: Form = async (_, form) =>
  staffAction(gate, form, Ref, (input, by) => Admin.forgetFactors({ ...input, ...by }));
