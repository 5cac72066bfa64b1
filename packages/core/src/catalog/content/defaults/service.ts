/** Drafts of the pages about buying: neutral, with marks where only the merchant knows the answer. */
export const returns = `
You can send back what you do not want to keep. This page says how long you have, what it costs and when you get your money.

## How long you have

You have [Fill in: number of days, at least 14 in the European Union] days from the day on which you receive your order. You do not have to give a reason.

## How to return something

1. Open your order from the link in your confirmation email, or under “Find your orders”, and choose “Request a return”.
2. We answer by email within [Fill in: number] working days and tell you where to send the parcel.
3. Pack the items so that they arrive undamaged, and send them within 14 days of our answer.

You can also write to {email}.

## What it costs

[Fill in: who pays for the return parcel, for example “You pay for the return parcel” or “Returns within Germany are free”.]

If an item is faulty, or is not what you ordered, we pay for the return.

## Your refund

We refund the items within 14 days of receiving them, by the way in which you paid. If you return the whole order within the legal withdrawal period, we also refund what you paid for standard delivery, where the law gives you that right.

Items may be tried as you would in a shop. If an item comes back used beyond that, we may refund less.

## What cannot be returned

- Items made or changed for you.
- Sealed items that are not fit to be returned for reasons of health once they were opened.
- [Fill in: other exceptions that your law allows, or delete this line.]

## Faulty items

Your legal rights in case of a faulty item are not limited by this page. Write to {email} with your order number and a photo, and we will repair, replace or refund it.
`;

export const shipping = `
## Where we deliver

We deliver to the countries that you can choose at checkout. Delivery options and their prices for your address are shown there before you pay.

## How long it takes

Orders placed before [Fill in: time, for example 2 pm] on a working day leave us [Fill in: the same day, or the next working day]. Delivery then takes:

- [Fill in: country or region, and number of working days]
- [Fill in: country or region, and number of working days]

We write to you when your parcel leaves, with a tracking link if the carrier has one.

## What it costs

You see the price of delivery in the cart once we know your country. [Fill in: “Delivery is free from …”, or delete this sentence.]

## Customs and import taxes

Prices include the taxes of the countries in which we collect them; your order shows which. For other destinations the carrier may ask you for import taxes and customs duties.

## If something goes wrong

If your parcel is late, damaged or missing, write to {email} with your order number. We find out where it is, and send a new one or refund you.
`;

export const contact = `
We are happy to help, before and after you buy.

## Write to us

Email: {email}

We answer within [Fill in: number] working days. If it is about an order, add its number: it begins with SC- and is in your confirmation email.

## Call us

Telephone: {phone}

[Fill in: the hours in which you answer the telephone, or delete this section.]

## Our address

{legal name}

{address}

Please do not send returns to this address without asking first: see our returns page.
`;

export const faq = `
## Orders

### Can I change or cancel my order?

You can cancel an order yourself until we pack it: open it from the link in your confirmation email. To change the address or the items, write to {email} as soon as you can.

### I did not get a confirmation email.

Look in your spam folder first. You can also enter your email address under “Find your orders”, and we send you a link to each of your orders.

### Do I need an account?

No. With an account you see all of your orders in one place and do not have to type your address again.

## Payment

### How can I pay?

You pay on the page of our payment provider, by the methods that are shown there. Your card number never reaches us.

### When am I charged?

When your order is placed your bank reserves the amount, and we collect it shortly afterwards. If we cannot deliver, nothing is charged or you get your money back.

## Delivery and returns

### How long does delivery take?

[Fill in: the usual number of working days.] See our shipping page for details.

### How do I return something?

Open your order and choose “Request a return”. Our returns page says how long you have and what it costs.

## Products

### [Fill in: a question that customers often ask you]

[Fill in: your answer.]
`;
