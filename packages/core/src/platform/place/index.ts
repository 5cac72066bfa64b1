export { Address, PersonName } from "./address";
export { type AddressForm, type AddressPart, addressParts, form, lines } from "./form";
export * as Place from "./index";
export {
  byId,
  countryList,
  countryOf,
  nameInSentence,
  nameOf,
  type Part,
  partsOf,
  taxAreas,
  wholeOf,
} from "./parts";
export {
  type AddressField,
  type Destination,
  type Refused,
  type Resolved,
  require,
  resolve,
  type TypedAddress,
} from "./resolve";
export { canonicalCountry, territoryName } from "./territories";
