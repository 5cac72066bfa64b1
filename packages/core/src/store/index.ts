import { Service } from "electrodb";
import { AuditEntity } from "../audit/audit.entity";
import { CartEntity } from "../cart/cart.entity";
import { LineEntity } from "../cart/line.entity";
import { CategoryEntity } from "../catalog/category.entity";
import { ProductEntity } from "../catalog/product.entity";
import { VariantEntity } from "../catalog/variant.entity";
import { ChallengeEntity } from "../challenge/challenge.entity";
import { AddressEntity } from "../customer/address.entity";
import { CustomerEntity } from "../customer/customer.entity";
import { EmailOwnerEntity } from "../customer/email-owner.entity";
import { IdentityEntity } from "../customer/identity.entity";
import { DisputeEntity } from "../dispute/dispute.entity";
import { WarningEntity } from "../dispute/warning.entity";
import { EventEntity } from "../event/event.entity";
import { HoldEntity } from "../inventory/hold.entity";
import { MovementEntity } from "../inventory/movement.entity";
import { StockEntity } from "../inventory/stock.entity";
import { NoticeEntity } from "../notice/notice.entity";
import { MessageEntity } from "../notification/message.entity";
import { OrderEntity } from "../order/order.entity";
import { RemarkEntity } from "../order/remark.entity";
import { TransitionEntity } from "../order/transition.entity";
import { PasskeyEntity } from "../passkey/passkey.entity";
import { InboxEntity } from "../payment/inbox.entity";
import { ErasureEntity } from "../privacy/erasure.entity";
import { CouponEntity } from "../promotion/coupon.entity";
import { CustomerUseEntity } from "../promotion/customer-use.entity";
import { RedemptionEntity } from "../promotion/redemption.entity";
import { RefundEntity } from "../refund/refund.entity";
import { ReturnEntity } from "../return/return.entity";
import { SettingEntity } from "../settings/setting.entity";
import { StaffAddressEntity, StaffEntity, StaffRosterEntity } from "../staff/staff.entity";
import { TaxCheckEntity } from "../tax-recheck/tax-check.entity";
import { TotpEntity } from "../totp/totp.entity";

export * as Store from "./index";

/** Every row of the table, for reads of several kinds at once and for writes that must agree. */
export const service = new Service({
  audit: AuditEntity,
  cart: CartEntity,
  line: LineEntity,
  category: CategoryEntity,
  product: ProductEntity,
  variant: VariantEntity,
  challenge: ChallengeEntity,
  customer: CustomerEntity,
  address: AddressEntity,
  emailowner: EmailOwnerEntity,
  identity: IdentityEntity,
  event: EventEntity,
  hold: HoldEntity,
  movement: MovementEntity,
  stock: StockEntity,
  notice: NoticeEntity,
  message: MessageEntity,
  order: OrderEntity,
  remark: RemarkEntity,
  transition: TransitionEntity,
  dispute: DisputeEntity,
  fraudwarning: WarningEntity,
  inbox: InboxEntity,
  erasure: ErasureEntity,
  coupon: CouponEntity,
  customeruse: CustomerUseEntity,
  redemption: RedemptionEntity,
  refund: RefundEntity,
  returnrequest: ReturnEntity,
  setting: SettingEntity,
  staff: StaffEntity,
  staffaddress: StaffAddressEntity,
  staffroster: StaffRosterEntity,
  passkey: PasskeyEntity,
  taxcheck: TaxCheckEntity,
  totp: TotpEntity,
});

export const { collections } = service;

type Build = Parameters<typeof service.transaction.write>[0];

/** Which writes refused, in their order; `done` when none did. */
export type Written = { done: true } | { done: false; refused: boolean[] };

const tries = 8;

/**
 * Writes all rows or none (TransactWriteItems, 100 writes at most). Answers which conditions refused. A table that is
 * merely busy with the same rows is asked again with jitter; busy to the end throws.
 *
 * A caller must find its own earlier write when it is refused: an answer that was lost on the way is asked for again.
 */
export async function write(build: Build): Promise<Written> {
  for (let attempt = 1; ; attempt++) {
    const { canceled, data } = await service.transaction.write(build).go();
    if (!canceled) return { done: true };
    const codes = data.map(({ code }): string => code);
    if (codes.includes("ConditionalCheckFailed")) {
      return { done: false, refused: codes.map((code) => code === "ConditionalCheckFailed") };
    }
    const problem = codes.find((code) => code !== "None");
    const busy =
      problem === "TransactionConflict" ||
      problem === "ThrottlingError" ||
      problem === "ProvisionedThroughputExceeded";
    if (!busy || attempt === tries) throw new Error(`The table refused a transaction: ${problem}.`);
    await new Promise((done) => setTimeout(done, Math.random() * 20 * 2 ** attempt));
  }
}
