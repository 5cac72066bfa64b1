import { randomUUID } from "node:crypto";
import { Clock } from "@securecart/core/clock";
import { type Coupon, Promotion } from "@securecart/core/promotion";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { settings } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { When } from "#app/(admin)/admin/_parts/when";
import { archive, change, pause, restore, resume } from "../actions";
import { DiscountForm } from "../discount-form";
import { valuesOf } from "../form";
import { collectionNames, formOptions } from "../options";
import { StandingBadge } from "../standing-badge";
import { Summary } from "../summary";
import { termsInWords, usesOf, windowOf } from "../words";

export async function generateMetadata({ params }: PageProps<"/admin/discounts/[code]">): Promise<Metadata> {
  const code = decodeURIComponent((await params).code);
  return { title: Promotion.isAutomatic(code) ? "Automatic discount" : `Discount ${code}` };
}

/** Renders a discount: its state and uses for all who may see it, its form and buttons for those who may change it. */
export default async function DiscountPage({ params, searchParams }: PageProps<"/admin/discounts/[code]">) {
  const { code: written } = await params;
  const { roles } = await requireStaff({ may: "discounts.read", from: `/admin/discounts/${written}` });
  const coupon = await Promotion.byCode({ code: decodeURIComponent(written) });
  if (!coupon) notFound();
  const { code, status, version } = coupon;
  const mayEdit = Staff.may(roles, "discounts.edit");
  const isAutomatic = Promotion.isAutomatic(code);
  const { zone } = await settings("time");
  const isNew = (await searchParams).done === "created";
  return (
    <>
      <p className="mb-2 text-sm">
        <Link href="/admin/discounts" className="text-link">
          Discounts
        </Link>
        {coupon.batchId && (
          <>
            {" / "}
            <Link href={`/admin/discounts/bulk/${coupon.batchId}`} className="text-link">
              Codes created together
            </Link>
          </>
        )}
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-3xl wrap-anywhere">{isAutomatic ? coupon.label : code}</h1>
        <StandingBadge standing={Promotion.standingOf(coupon, Clock.iso())} />
      </div>
      <p className="mt-1 text-muted">
        {isAutomatic && "Applies by itself: "}
        {termsInWords(coupon)}
      </p>
      {isNew && (
        <Notice tone="good" className="mt-4">
          The discount has been created.
        </Notice>
      )}
      <Figures coupon={coupon} zone={zone} />
      {mayEdit && <Buttons coupon={coupon} />}
      {mayEdit && status !== "archived" ? (
        <DiscountForm
          action={change}
          codes="existing"
          isAutomatic={isAutomatic}
          requestId={randomUUID()}
          values={{ ...valuesOf(coupon, zone), code }}
          version={version}
          button="Save"
          {...(await formOptions(coupon.collections))}
        />
      ) : (
        <div className="max-w-3xl">
          <Summary terms={coupon} collections={await collectionNames(coupon.collections)} zone={zone} />
        </div>
      )}
    </>
  );
}

function Figures({ coupon, zone }: { coupon: Coupon; zone: string }) {
  const figures = [
    { name: "Uses", value: usesOf(coupon) },
    { name: "Valid", value: windowOf(coupon, zone) },
    { name: "Created", value: <When at={coupon.createdAt} /> },
  ];
  return (
    <dl className="my-6 flex flex-wrap gap-x-10 gap-y-3">
      {figures.map(({ name, value }) => (
        <div key={name}>
          <dt className="text-sm text-muted">{name}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Buttons({ coupon: { code, status, version } }: { coupon: Coupon }) {
  const hidden = () => ({ code, seen: `${version}`, requestId: randomUUID() });
  const isAutomatic = Promotion.isAutomatic(code);
  const link = (query: string) => `/admin/discounts/new?${query}like=${code}`;
  return (
    <div className="mb-8 flex flex-wrap items-start gap-3">
      {status === "active" && <ActionForm action={pause} hidden={hidden()} button="Pause" look="quiet" />}
      {status === "paused" && <ActionForm action={resume} hidden={hidden()} button="Resume" look="quiet" />}
      {status === "archived" ? (
        <ActionForm action={restore} hidden={hidden()} button="Restore" look="quiet" />
      ) : (
        <ActionForm action={archive} hidden={hidden()} button="Archive" look="quiet" />
      )}
      <Link href={link(isAutomatic ? "codes=none&" : "")} className={buttonClasses("quiet")}>
        Duplicate
      </Link>
      {!isAutomatic && (
        <Link href={link("codes=many&")} className={buttonClasses("quiet")}>
          Create many like this
        </Link>
      )}
    </div>
  );
}
