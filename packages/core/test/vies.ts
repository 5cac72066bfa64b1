import { TaxId } from "@securecart/core/tax-id";

/** The register that the local cloud has in the place of the EU's. */
const register = () => new URL(process.env.VIES_API_BASE ?? "").origin;

/** What a number's first digits make the register answer. */
const leads = { valid: "100", invalid: "200", unavailable: "301" } as const;

/** A German number that no other test uses, and of which the register says this. */
export function germanId(answer: keyof typeof leads) {
  const digits = String(Math.floor(Math.random() * 100_000)).padStart(5, "0");
  for (let check = 0; check < 10; check++) {
    const parsed = TaxId.parse(`DE${leads[answer]}${digits}${check}`);
    if ("id" in parsed) return parsed.id;
  }
  return germanId(answer);
}

/** Has the register answer otherwise about a number from now on: "VALID", "MS_UNAVAILABLE". */
export async function answerWith(taxId: string, answer: string | null) {
  const set = await fetch(`${register()}/_vies/answers`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ taxId, answer }),
  });
  if (!set.ok) throw new Error(`The register answered ${set.status}: ${await set.text()}`);
}

/** What the register was asked about a number, and what it said. */
export async function consultations(taxId: string) {
  const asked = await fetch(`${register()}/_vies/consultations?taxId=${taxId}`);
  return (await asked.json()) as { answer: string; consultation: string }[];
}
