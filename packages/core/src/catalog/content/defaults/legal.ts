/**
 * Drafts of the legal pages. They describe what this software does with data and orders; the merchant completes the marked
 * places and has the text checked.
 */
export const privacy = `
This page says which personal data {shop name} uses, for what, and what your rights are.

## Who is responsible

{legal name}

{address}

Email: {email}

[Fill in: name and contact of your data protection officer, or delete this line.]

## What we use, and why

- **Your order:** name, email address, delivery address, telephone number if you give it, what you bought and what you paid. We need it to fulfill our contract with you.
- **Your account, if you create one:** email address, name, saved addresses and your orders. The password is stored so that no one can read it.
- **Payment:** you pay on the page of our payment provider. We learn whether you paid, by which method, and the last digits of a card; never the full number.
- **Security:** we count failed sign-ins and orders by your email address, card and network in a form that cannot be turned back, to prevent fraud. That is our legitimate interest. These counts expire by themselves.
- **Messages:** what you write to us, to answer you.

[Fill in: newsletters, statistics, advertising or other services that you use, or delete this line.]

## Cookies

We set only cookies that the shop needs: one for your cart, one when you sign in, and one while you confirm an action. They do not follow you to other sites. [Fill in: other cookies, if you add any, or delete this sentence.]

## Who receives data

- Our payment provider, to take your payment and to prevent fraud: [Fill in: its name, for example Stripe].
- The carrier that delivers your parcel: [Fill in: names of your carriers].
- The company that runs our servers: [Fill in: its name and the country of the servers].
- Authorities, where a law requires it.

We do not sell your data. [Fill in: if data leaves the European Economic Area, on which basis, or delete this sentence.]

## How long we keep it

We keep orders and invoices for [Fill in: number] years, because tax law requires it. We delete an account when you ask us to, or under “Privacy” in your account. Then only what the law requires us to keep remains, without your name where that is possible.

## Your rights

You may see, correct, export or delete your data, object to its use, or ask us to limit it. You can export and delete it yourself in your account, or write to {email}. You may also complain to a data protection authority: [Fill in: name of the authority responsible for you].

Last changed: [Fill in: date].
`;

export const terms = `
## 1. Who we are

These terms are the contract between you and {legal name} (“we”), for orders in the shop {shop name}. Our address is in the imprint.

## 2. How a contract is made

The products in the shop are an invitation to order. You place an order by pressing the “Pay” button, after you were able to check and correct it. The contract is made when we confirm your order by email. If we cannot accept it, we tell you and you pay nothing.

We store the text of your order and send it to you by email. You can contract with us in [Fill in: languages, for example English].

## 3. Prices and payment

Prices include the taxes shown with your order. The price of delivery is shown before you order. You pay by the methods offered at checkout.

## 4. Delivery

We deliver to the address that you give, within the time shown at checkout or on our shipping page. If an item turns out not to be available, we tell you at once and refund what you paid for it.

## 5. Your right of withdrawal

If you buy as a consumer in the European Union, you may withdraw from the contract within 14 days without giving a reason. The period ends 14 days after you, or a person you name who is not the carrier, receive the last item. To withdraw, tell us clearly, for example by email to {email}, or request a return from your order’s page. It is enough to send your message before the period ends.

We then refund all that you paid, including standard delivery, within 14 days of your message. We may wait until the items are back, or until you prove that you sent them. You send them within 14 days. [Fill in: “You pay for the return parcel” or “We pay for the return parcel”.]

There is no right of withdrawal for items made for you, and for sealed items that cannot be returned for reasons of health once they were opened.

## 6. Ownership

Items remain ours until they are paid in full.

## 7. Faulty items

Your legal rights apply. [Fill in: guarantees that you give in addition, or delete this sentence.]

## 8. Liability

We are liable without limit for intent, gross negligence and injury to life, body or health, and where the law does not allow a limit. Otherwise we are liable only for the breach of an essential duty of the contract, and then for the damage that is typical and foreseeable.

## 9. Disputes and law

The law of [Fill in: country] applies. If you are a consumer, you keep the protection of the law of the country in which you live.

[Fill in: whether you take part in dispute resolution before a consumer arbitration board.]
`;

export const imprint = `
## Provider of this shop

{legal name}

{address}

[Fill in: legal form and names of those who represent the company, for example “Managing director: …”. Delete this line if you trade under your own name.]

## Contact

Email: {email}

Telephone: {phone}

## Register and tax

[Fill in: register and number, for example “Commercial register Berlin (Charlottenburg), HRB 12345”, or delete this line.]

[Fill in: VAT identification number, or delete this line.]

## Responsible for the content

[Fill in: name and address, where your law requires it, or delete this section.]

## Dispute resolution

[Fill in: whether you are willing or obliged to take part in dispute resolution before a consumer arbitration board.]
`;
