import { Service } from "electrodb";
import { AccountChangeEntity } from "../../accounts/account-change/account-change.entity";
import { ChallengeEntity } from "../../accounts/challenge/challenge.entity";
import { AddressEntity } from "../../accounts/customer/address.entity";
import { CustomerEntity } from "../../accounts/customer/customer.entity";
import { EmailOwnerEntity } from "../../accounts/customer/email-owner.entity";
import { IdentityEntity } from "../../accounts/customer/identity.entity";
import { PasskeyEntity } from "../../accounts/passkey/passkey.entity";
import { StaffAddressEntity, StaffEntity, StaffRosterEntity } from "../../accounts/staff/staff.entity";
import { TotpEntity } from "../../accounts/totp/totp.entity";
import { CategoryEntity } from "../../catalog/catalog/category.entity";
import { ProductEntity } from "../../catalog/catalog/product.entity";
import { VariantEntity } from "../../catalog/catalog/variant.entity";
import { ErasureEntity } from "../../operations/privacy/erasure.entity";
import { CartEntity } from "../../sales/cart/cart.entity";
import { LineEntity } from "../../sales/cart/line.entity";
import { DisputeEntity } from "../../sales/dispute/dispute.entity";
import { WarningEntity } from "../../sales/dispute/warning.entity";
import { HoldEntity } from "../../sales/inventory/hold.entity";
import { MovementEntity } from "../../sales/inventory/movement.entity";
import { StockEntity } from "../../sales/inventory/stock.entity";
import { OrderEntity } from "../../sales/order/order.entity";
import { RemarkEntity } from "../../sales/order/remark.entity";
import { TransitionEntity } from "../../sales/order/transition.entity";
import { MessageEntity } from "../../sales/order-email/message.entity";
import { InboxEntity } from "../../sales/payment/inbox.entity";
import { CouponEntity } from "../../sales/promotion/coupon.entity";
import { CustomerUseEntity } from "../../sales/promotion/customer-use.entity";
import { RedemptionEntity } from "../../sales/promotion/redemption.entity";
import { RefundEntity } from "../../sales/refund/refund.entity";
import { ReturnEntity } from "../../sales/return/return.entity";
import { TaxCheckEntity } from "../../sales/tax-check/tax-check.entity";
import { AuditEntity } from "../audit/audit.entity";
import { EventEntity } from "../event/event.entity";
import { SettingEntity } from "../settings/setting.entity";

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
  notice: AccountChangeEntity,
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
