import { randomUUID } from "node:crypto";
import { AccountChange } from "@securecart/core/account-change";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Dynamo } from "@securecart/core/dynamo";
import { FailedMessages } from "@securecart/core/failed-messages";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { RecoveryCode } from "@securecart/core/recovery-code";
import { Return } from "@securecart/core/return";
import { Staff } from "@securecart/core/staff";
import { Totp } from "@securecart/core/totp";
import { expect, test, vi } from "vitest";
import { enqueue } from "#test/cloud";
import { crash } from "#test/crash";
import { pay, pendingOrder } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });

type Case = {
  subject: string;
  act: () => Promise<unknown>;
  /** Reads what the act changes. */
  state: () => Promise<unknown>;
};

async function authorizedOrder() {
  const made = await pendingOrder({ quantity: 2 });
  await pay(made.url);
  await Payment.settle({ orderId: made.orderId });
  return made;
}

async function paidOrder() {
  const made = await authorizedOrder();
  await Payment.capture({ orderId: made.orderId });
  return made;
}

async function packedOrder() {
  const made = await paidOrder();
  await Admin.pack({ orderId: made.orderId, ...by() });
  return made;
}

const ship = (orderId: string) => Admin.ship({ orderId, carrier: "Pigeon Post", tracking: "PP-1", ...by() });

async function staffMember() {
  const email = `${randomUUID()}@example.com`;
  const password = "a sentence that nobody guesses";
  const { staffId } = await Staff.ensure({ email, password, roles: ["support"] });
  return { email, staffId };
}

/** Returns the open failed message with a mark. Throws when there is none. */
async function failedMessage(mark: string) {
  await FailedMessages.store();
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { rows, next } = await FailedMessages.list(cursor ? { cursor } : {});
    const found = rows.find(({ body }) => body.includes(mark));
    if (found) return found;
    cursor = next;
  }
  throw new Error("There is no failed message with this mark.");
}

const onOrder = (orderId: string, act: Case["act"]): Case => ({
  subject: `order:${orderId}`,
  act,
  state: async () => {
    const { status, refunded, refunds, returns } = await Order.require(orderId);
    return { status, refunded, refunds: refunds.length, returns: returns.map(({ state }) => state) };
  },
});

const onStaff = ({ email, staffId }: { email: string; staffId: string }, act: Case["act"]): Case => ({
  subject: `staff:${email}`,
  act,
  state: () => Staff.describe({ staffId }),
});

const cases: Record<string, () => Promise<Case>> = {
  "a refund": async () => {
    const { orderId } = await paidOrder();
    const refund = { orderId, amount: 100, reason: "Late.", ...by() };
    return onOrder(orderId, () => Admin.refund(refund));
  },
  "the cancellation of a pending order": async () => {
    const { orderId } = await pendingOrder();
    const cancel = { orderId, cause: "Out of season.", ...by() };
    return onOrder(orderId, () => Admin.cancel(cancel));
  },
  "the cancellation of an authorized order": async () => {
    const { orderId } = await authorizedOrder();
    const cancel = { orderId, cause: "Out of season.", ...by() };
    return onOrder(orderId, () => Admin.cancel(cancel));
  },
  "the cancellation of a paid order": async () => {
    const { orderId } = await paidOrder();
    const cancel = { orderId, cause: "Out of season.", ...by() };
    return onOrder(orderId, () => Admin.cancel(cancel));
  },
  packing: async () => {
    const { orderId } = await paidOrder();
    const pack = { orderId, ...by() };
    return onOrder(orderId, () => Admin.pack(pack));
  },
  shipping: async () => {
    const { orderId } = await packedOrder();
    const shipment = { orderId, carrier: "Pigeon Post", tracking: "PP-1", ...by() };
    return onOrder(orderId, () => Admin.ship(shipment));
  },
  "a delivery": async () => {
    const { orderId } = await packedOrder();
    await ship(orderId);
    const deliver = { orderId, ...by() };
    return onOrder(orderId, () => Admin.deliver(deliver));
  },
  "the receipt of a return": async () => {
    const { orderId, sku } = await packedOrder();
    await ship(orderId);
    await Admin.deliver({ orderId, ...by() });
    const lines = [{ sku, quantity: 1 }];
    const { returnId } = await Return.request({ orderId, lines, reason: "damaged", requestId: randomUUID() });
    await Admin.decideReturn({ orderId, returnId, approved: true, answer: "Send it back.", ...by() });
    const receipt = { orderId, returnId, restock: true, ...by() };
    return onOrder(orderId, () => Admin.receiveReturn(receipt));
  },
  "an invitation": async () => {
    const email = `${randomUUID()}@example.com`;
    const invitation = { email, roles: ["support" as const], ...by() };
    return {
      subject: `staff:${email}`,
      act: () => Admin.inviteStaff(invitation),
      state: async () => (await Staff.members()).filter((member) => member.email === email).length,
    };
  },
  "a change of roles": async () => {
    const member = await staffMember();
    const roles = { staffId: member.staffId, roles: ["warehouse" as const], ...by() };
    return onStaff(member, () => Admin.changeRoles(roles));
  },
  "the deletion of lost factors": async () => {
    const member = await staffMember();
    const { staffId } = member;
    await Totp.adopt({ subject: staffId, key: Totp.newKey() });
    await RecoveryCode.issue({ subject: staffId });
    const deletion = { staffId, ...by() };
    return {
      ...onStaff(member, () => Admin.forgetFactors(deletion)),
      state: async () => {
        const { app, codes } = await Staff.factors({ staffId });
        return { app, codes, emails: (await AccountChange.list({ subject: staffId })).length };
      },
    };
  },
  "the discarding of a failed message": async () => {
    const mark = randomUUID();
    await enqueue("CatalogQueueDeadLetters", [`{"mark":"${mark}"}`]);
    const message = await vi.waitFor(() => failedMessage(mark), { timeout: 30_000, interval: 500 });
    const { queue, id } = message;
    const discarding = { queue, id, ...by() };
    return {
      subject: `failed_message:${queue}:${id}`,
      act: () => Admin.discardFailedMessage(discarding),
      state: async () => (await failedMessage(mark).catch(() => null)) !== null,
    };
  },
  "the disabling of a staff member": async () => {
    const member = await staffMember();
    const disabling = { staffId: member.staffId, ...by() };
    return onStaff(member, () => Admin.disableStaff(disabling));
  },
};

/** Returns the audit rows of a subject that the fixture has not written. */
async function watch(subject: string) {
  const known = new Set((await Audit.list({ subject })).rows.map(({ auditId }) => auditId));
  return async () => (await Audit.list({ subject })).rows.filter(({ auditId }) => !known.has(auditId));
}

const mostCalls = 60;

test.each(Object.keys(cases))(
  "a process that dies during %s leaves its audit row if and only if it acted",
  async (name) => {
    const { subject, act, state } = await caseOf(name);
    const rows = await watch(subject);
    const before = await state();
    for (let at = 1; ; at++) {
      expect(at).toBeLessThan(mostCalls);
      const finished = await crash({ at, when: "after" }, act);
      if (JSON.stringify(await state()) !== JSON.stringify(before)) {
        expect(finished).toBe(false);
        break;
      }
      expect(await rows()).toEqual([]);
    }
    const done = await state();
    expect(await rows()).toMatchObject([{ outcome: "done" }]);
    expect(await rows()).not.toMatchObject([{ after: expect.anything() }]);
    await act();
    expect(await state()).toEqual(done);
    expect(await rows()).toHaveLength(1);
  },
);

test.each(Object.keys(cases))(
  "%s requested five times at once acts once and has one audit row",
  async (name) => {
    const { subject, act, state } = await caseOf(name);
    const rows = await watch(subject);
    await Promise.all(Array.from({ length: 5 }, act));
    const done = await state();
    await act();
    expect(await state()).toEqual(done);
    expect(await rows()).toMatchObject([{ outcome: "done" }]);
  },
);

test("a staff action never updates or deletes an audit row, which its IAM policy forbids", async () => {
  const { act } = await caseOf("packing");
  const inputs: object[] = [];
  const send = Dynamo.client.send.bind(Dynamo.client);
  const spy = vi.spyOn(Dynamo.client, "send").mockImplementation(((command: { input: object }) => {
    inputs.push(command.input);
    return send(command as never);
  }) as never);
  await act().finally(() => spy.mockRestore());
  const writes = inputs.flatMap((input) =>
    "TransactItems" in input && Array.isArray(input.TransactItems) ? input.TransactItems : [input],
  );
  const onAudit = writes.filter((write) => JSON.stringify(write).includes('"$securecart#auditid_'));
  const kinds = onAudit.map((write) => ("Put" in write || "Item" in write ? "put" : JSON.stringify(write)));
  expect(kinds.filter((kind) => kind === "put")).toHaveLength(2);
  expect(kinds.filter((kind) => /Update|Delete/.test(kind))).toEqual([]);
});

function caseOf(name: string) {
  const make = cases[name];
  if (!make) throw new Error(`There is no case ${name}.`);
  return make();
}
