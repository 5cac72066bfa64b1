import { TaxId } from "@securecart/core/tax-id";

/** Returns the origin of the local cloud's register of VAT numbers. */
const register = () => new URL(process.env.VIES_API_BASE ?? "").origin;

/** First digits of a number by the result that the register gives for it. */
const leads = { valid: "100", invalid: "200", unavailable: "301" } as const;

/** Returns a German number that no other test uses, with this result at the register. */
export function germanId(answer: keyof typeof leads) {
  const digits = String(Math.floor(Math.random() * 100_000)).padStart(5, "0");
  for (let check = 0; check < 10; check++) {
    const parsed = TaxId.parse(`DE${leads[answer]}${digits}${check}`);
    if ("id" in parsed) return parsed.id;
  }
  return germanId(answer);
}

/** Changes the response of the register about a number: "VALID", "MS_UNAVAILABLE". */
export async function answerWith(taxId: string, answer: string | null) {
  const set = await fetch(`${register()}/_vies/answers`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ taxId, answer }),
  });
  if (!set.ok) throw new Error(`The register answered ${set.status}: ${await set.text()}`);
}

/** Returns the requests to the register about a number, with its responses. */
export async function consultations(taxId: string) {
  const asked = await fetch(`${register()}/_vies/consultations?taxId=${taxId}`);
  return (await asked.json()) as { answer: string; consultation: string }[];
}
