import { Clock } from "#platform/clock";
import { ChallengeEntity } from "./challenge.entity";

/** Returns the write that redeems a challenge; it is refused when the challenge was redeemed before. */
export const redeem = ({ challengeId }: { challengeId: string }) =>
  ChallengeEntity.patch({ challengeId })
    .set({ usedAt: Clock.iso() })
    .where(({ usedAt }, { notExists }) => notExists(usedAt));
