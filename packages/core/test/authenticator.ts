import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

type Options = { challenge: string; rp?: { id?: string }; rpId?: string; user?: { id: string } };
type Device = { origin: string; verifies?: boolean; counts?: boolean };

/** Creates a passkey in memory (ES256, attestation "none"), which acts as browser and authenticator. */
export function authenticator({ origin, verifies = true, counts = true }: Device) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  let counter = 0;
  let handle: string | undefined;
  const flags = (more = 0) => 0x01 | (verifies ? 0x04 : 0) | more;
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authData = (rpId: string, flag: number, more = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.from([flag]), count, more]);
  };
  const common = () => ({
    id: text(id),
    rawId: text(id),
    type: "public-key" as const,
    clientExtensionResults: {},
  });
  return {
    credentialId: text(id),
    /** Sets the counter back, like that of a copied authenticator. */
    rewind: (to: number) => {
      counter = to;
    },
    create(options: Options) {
      handle = options.user?.id;
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      const key = cbor(
        new Map<string | number, Value>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, "base64url")],
          [-3, Buffer.from(y, "base64url")],
        ]),
      );
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const attestation = cbor(
        new Map<string | number, Value>([
          ["fmt", "none"],
          ["attStmt", new Map()],
          ["authData", authData(options.rp?.id ?? "", flags(0x40), credential)],
        ]),
      );
      return {
        ...common(),
        response: {
          clientDataJSON: text(clientData("webauthn.create", options.challenge)),
          attestationObject: text(attestation),
          transports: ["internal"],
        },
      };
    },
    get(options: Options) {
      if (counts) counter++;
      const data = authData(options.rpId ?? "", flags());
      const client = clientData("webauthn.get", options.challenge);
      const signed = Buffer.concat([data, createHash("sha256").update(client).digest()]);
      return {
        ...common(),
        response: {
          clientDataJSON: text(client),
          authenticatorData: text(data),
          signature: text(sign("sha256", signed, privateKey)),
          userHandle: handle,
        },
      };
    },
  };
}

const text = (bytes: Buffer) => bytes.toString("base64url");

type Value = number | string | Buffer | Map<string | number, Value>;

/** Encodes the subset of CBOR (RFC 8949) that passkeys need. */
function cbor(value: Value): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([
    head(5, value.size),
    ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)]),
  ]);
}

function head(major: number, size: number) {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  if (size < 256) return Buffer.from([(major << 5) | 24, size]);
  return Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
}
