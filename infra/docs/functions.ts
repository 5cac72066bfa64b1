import { code, core, type Entry, handlers, promise, proof, resource } from "./evidence";

/** What a shop must do. */
export const functions: Entry[] = [
  {
    id: "F1",
    name: "User registration and authentication",
    how: "Accounts by mailed code, password, passkey or Google; sessions are rows, tokens are stored as digests.",
    evidence: [
      code(core("customer/index.ts"), "requestSignUp", "signIn", "signInByCode"),
      code(core("session/index.ts"), "begin", "revokeAll"),
      code(core("passkey/index.ts"), "authenticate"),
      code(core("staff/index.ts")),
      proof(
        core("customer/customer.test.ts"),
        "an account is there once its address has been confirmed, not before",
      ),
      proof(core("passkey/passkey.test.ts"), "what was signed for another site is refused"),
      code("app/(account)/sign-in/page.tsx"),
    ],
  },
  {
    id: "F2",
    name: "Product catalog browsing and search",
    how: "Pages are rendered once and kept at the edge; search is an SQLite index, built from the table and laid on S3.",
    evidence: [
      code(core("catalog/index.ts"), "bySlug", "categories"),
      code(core("search/index.ts"), "products"),
      code("app/(shop)/product/[slug]/page.tsx"),
      code("app/(shop)/search/page.tsx"),
      resource("aws:lambda/function:Function", /^PublishSearchJob/),
      proof("e2e/journeys/search.test.ts", "a search finds what was meant, spelled right or wrong"),
    ],
  },
  {
    id: "F3",
    name: "Shopping cart management",
    how: "A cart is rows of quantities, never of prices; a signed cookie names it, and a guest's is merged at sign-in.",
    evidence: [
      code(core("cart/index.ts"), "add", "setQuantity", "remove", "merge"),
      code("app/(shop)/cart/page.tsx"),
      proof("e2e/journeys/cart.test.ts", "quantities are changed and lines removed, and the sums follow"),
    ],
  },
  {
    id: "F4",
    name: "Order processing and payment integration",
    how: "The order exists before the money moves; Stripe's page takes the card, and any of three finishers suffices.",
    evidence: [
      code(core("checkout/place.ts"), "place"),
      code(core("payment/index.ts"), "start", "settle", "handleEvent"),
      resource("aws:sqs/queue:Queue", /^PaymentQueueQueue/),
      proof("e2e/journeys/guest.test.ts", "a guest finds, chooses, buys and hears about it"),
      proof(
        handlers("payment/finishers.test.ts"),
        "return page, webhooks and sweeper at once finish an order once",
      ),
      proof(
        "infra/lambda/functions.test.ts",
        "a payment's signed webhooks reach the order through the deployed door and the deployed consumer",
      ),
    ],
  },
  {
    id: "F5",
    name: "User profiles and order history",
    how: "A customer's profile and addresses are one partition, the orders one query of an index.",
    evidence: [
      code(core("customer/index.ts"), "byId", "setProfile"),
      code(core("order/index.ts"), "ofBuyer", "history"),
      proof(
        core("order/customers.test.ts"),
        "a customer sees all orders once, newest first, a page at a time, and nobody else's",
      ),
      code("app/(account)/account/page.tsx"),
    ],
  },
  {
    id: "F6",
    name: "Real-time inventory updates",
    how: "Stock is counted by conditional writes, told by events, and asked for again by open pages.",
    evidence: [
      code(core("inventory/index.ts"), "available", "receive"),
      code("app/api/stock/route.ts", "GET"),
      proof(
        "e2e/journeys/stock.test.ts",
        "an open product page says Sold out within two seconds, without a reload",
      ),
    ],
  },
  {
    id: "F7",
    name: "Fraud detection during checkout, without servers",
    how: "A function weighs each authorized order by rules; what is in doubt waits for a person.",
    evidence: [
      code(core("fraud/index.ts"), "assess", "refuseTesters"),
      resource("aws:lambda/function:Function", /^FulfillmentAssessFraud/),
      proof(core("fraud/fraud.test.ts"), "an assessment is made once and kept with its reasons"),
    ],
  },
  {
    id: "F8",
    name: "Order fulfillment and refunds as an orchestrated workflow",
    how: "One state machine, the same file on AWS and on a laptop; each step has its compensation.",
    evidence: [
      resource("aws:sfn/stateMachine:StateMachine", /^Fulfillment/),
      code(core("fulfillment/fulfillment.asl.json")),
      code(core("refund/index.ts"), "create", "send"),
      proof(
        handlers("order/fulfillment.test.ts"),
        "an ordinary order is assessed, captured, packed, shipped and delivered",
      ),
      proof(core("refund/refund.test.ts"), "a hundred clicks at once never give back more than was captured"),
    ],
  },
  {
    id: "F9",
    name: "Notifications by e-mail and SMS, triggered by events",
    how: "Events of an order reach the mail queue; a letter is claimed once by key, a text message only with consent.",
    evidence: [
      code(core("notification/index.ts"), "send", "text"),
      code(handlers("notification/order-mail.ts"), "handler"),
      resource("aws:cloudwatch/eventRule:EventRule", /^OrderToEmail/),
      resource("aws:sesv2/emailIdentity:EmailIdentity"),
      proof(
        core("notification/notification.test.ts"),
        "who asked for it gets one text message, however many tell",
      ),
    ],
  },
  {
    id: "F10",
    name: "Static and uploaded content stored and delivered",
    how: "Pictures lie in a private bucket that only CloudFront reads, put there by the merchant: shoppers upload nothing. Scripts and styles are cached for a year.",
    evidence: [
      resource("aws:s3/bucket:Bucket", /^ImagesBucket/),
      resource("aws:s3/bucket:Bucket", /^StorefrontAssets/),
      code(core("storage/index.ts"), "put", "get"),
      code("stacks/router.ts", "router"),
      promise("data", "pictures, indexes and the trail keep their versions, and old versions go one day"),
      code("docs/operations.md"),
    ],
  },
];
