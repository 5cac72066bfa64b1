import { DomainError } from "@securecart/core/error";
import { type SavedCard, SavedCards } from "@securecart/core/saved-cards";
import type { Metadata } from "next";
import { RowList } from "#app/_components/row-list";
import { Badge } from "#app/_components/ui/badge";
import { Notice } from "#app/_components/ui/notice";
import { requireCustomer } from "#app/_lib/customer-session";
import { CardForms } from "./card-forms";

export const metadata: Metadata = { title: "Cards", robots: { index: false } };

export default async function CardsPage() {
  const { customerId } = await requireCustomer({ from: "/account/cards" });
  const cards = await SavedCards.cards({ customerId }).catch((error) => {
    if (error instanceof DomainError) return error;
    throw error;
  });
  return (
    <>
      <h1 className="text-3xl">Cards</h1>
      {cards instanceof DomainError ? (
        <Notice tone="bad" className="mt-6">
          {cards.message}
        </Notice>
      ) : (
        <Cards cards={cards} />
      )}
      <p className="mt-6 max-w-prose text-muted">
        Our payment provider stores your cards; we never see their numbers. You can save a card when you pay
        for an order.
      </p>
    </>
  );
}

function Cards({ cards }: { cards: SavedCard[] }) {
  const isEmpty = cards.length === 0;
  return (
    <>
      {isEmpty && <p className="mt-6 text-lg text-muted">You have no saved cards.</p>}
      <RowList
        rows={cards.map(({ cardId }) => cardId)}
        chosen={cards.find(({ isDefault }) => isDefault)?.cardId}
        className={isEmpty ? "hidden" : "mt-6 max-w-2xl divide-y divide-line border-y border-line"}
      >
        {cards.map((card) => (
          <li key={card.cardId} className="py-4">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <p className="grow font-medium">
                {nameOf(card)} <span className="font-normal text-muted">expires {expiryOf(card)}</span>
              </p>
              {card.isDefault && <Badge>Default</Badge>}
              <CardForms cardId={card.cardId} label={nameOf(card)} isDefault={card.isDefault} />
            </div>
          </li>
        ))}
      </RowList>
    </>
  );
}

const brands: Record<string, string> = { visa: "Visa", mastercard: "Mastercard", amex: "American Express" };

const nameOf = ({ brand, last4 }: SavedCard) => `${brands[brand] ?? "Card"} ending in ${last4}`;

const expiryOf = ({ expires: { month, year } }: SavedCard) => `${String(month).padStart(2, "0")}/${year}`;
