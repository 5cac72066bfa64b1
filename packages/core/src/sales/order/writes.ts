import { Clock } from "#platform/clock";
import type { Check } from "../tax-id";
import type { Alert } from "./obstacles";
import { OrderEntity } from "./order.entity";
import { RemarkEntity } from "./remark.entity";
import type { OrderView } from "./view";

type Remark = { orderId: string; about: string; actor: string; text: string; at?: string };

/** Returns the write of a remark on an order's timeline. It is refused when a remark about the same thing exists. */
export const remark = ({ at = Clock.iso(), ...row }: Remark) => RemarkEntity.create({ ...row, at });

/** Returns the write of a remark that replaces an earlier one about the same thing. */
export const replaceRemark = ({ at = Clock.iso(), ...row }: Remark) => RemarkEntity.put({ ...row, at });

type Obstacles = Pick<OrderView, "orderId" | "obstacleVersion">;

/**
 * Returns the write of an order's alerts or override. It is refused when another request changed them since they were
 * read.
 */
export const changeObstacles = (
  { orderId, obstacleVersion }: Obstacles,
  set: { alerts?: Alert[]; override?: NonNullable<OrderView["override"]> },
) =>
  OrderEntity.patch({ orderId })
    .set({ ...set, obstacleVersion: obstacleVersion + 1 })
    .where((at, { eq, notExists }) =>
      obstacleVersion === 0 ? notExists(at.obstacleVersion) : eq(at.obstacleVersion, obstacleVersion),
    );

/** Refund sums of an order. Money in minor units of the order's currency. */
export type RefundSums = Pick<OrderView, "refunded" | "refundedLines" | "goodsSettled" | "refundVersion">;

/**
 * Returns the write of an order's refund sums. It is refused when another refund was written, or the order's status
 * changed, since it was read.
 */
export const changeRefunds = (
  { orderId, status, refundVersion }: Pick<OrderView, "orderId" | "status" | "refundVersion">,
  sums: Partial<RefundSums>,
) =>
  OrderEntity.patch({ orderId })
    .set(sums)
    .where((at, { eq, notExists }) => {
      const version = refundVersion === 0 ? notExists(at.refundVersion) : eq(at.refundVersion, refundVersion);
      return `${eq(at.status, status)} AND ${version}`;
    });

/**
 * Returns the write of a return request on its order. It is refused when a refund or return was written since it was
 * read.
 */
export const countReturn = ({ orderId, refundVersion }: Pick<OrderView, "orderId" | "refundVersion">) =>
  OrderEntity.patch({ orderId })
    .set({ refundVersion: refundVersion + 1 })
    .where((at, { eq, notExists }) =>
      refundVersion === 0 ? notExists(at.refundVersion) : eq(at.refundVersion, refundVersion),
    );

/** Returns the write of the latest check of an order's tax ID. */
export const changeTaxIdCheck = (orderId: string, taxIdCheck: Check) =>
  OrderEntity.patch({ orderId }).set({ taxIdCheck });
