import { randomUUID } from "node:crypto";
import { Settings } from "@securecart/core/settings";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { imageUrl } from "#app/_components/picture";
import { requireStaff } from "#app/_lib/staff-session";
import { recentPictures } from "#app/(admin)/admin/_parts/picked-picture";
import { Title } from "#app/(admin)/admin/_parts/title";
import { LastChange } from "../_parts/last-change";
import { saveLogo } from "./actions";
import { LogoForm } from "./logo-form";

export const metadata: Metadata = { title: "Logo and icon" };

/** Renders the form of the shop's pictures, or the pictures for staff who may not change them. */
export default async function LogoPage() {
  const { roles } = await requireStaff({ may: "settings.read", from: "/admin/settings/logo" });
  const mayChange = Staff.may(roles, "settings.change");
  const [{ value, version, last }, recent] = await Promise.all([
    Settings.current("brand"),
    mayChange ? recentPictures() : [],
  ]);
  return (
    <>
      <Title>Logo and icon</Title>
      <div className="grid max-w-3xl gap-6">
        <p className="text-muted">
          The logo replaces the name in the header, browsers show the icon beside the title of a page, and
          messaging apps show a picture with a shared link. Shoppers see a change within two seconds.
        </p>
        {mayChange ? (
          <LogoForm
            action={saveLogo}
            requestId={randomUUID()}
            logo={value.logo}
            icon={value.icon}
            share={value.share}
            version={version}
            recent={recent}
          />
        ) : (
          <dl className="grid gap-4">
            {[
              { label: "Logo", image: value.logo },
              { label: "Icon", image: value.icon },
              { label: "Picture for shared links", image: value.share },
            ].map(({ label, image }) => (
              <div key={label}>
                <dt className="text-sm text-muted">{label}</dt>
                <dd>
                  {image ? (
                    <img
                      src={imageUrl(image.key, 320)}
                      alt={image.alt}
                      width={80}
                      height={80}
                      className="size-20 object-contain"
                    />
                  ) : (
                    "None"
                  )}
                </dd>
              </div>
            ))}
          </dl>
        )}
        <LastChange group="brand" last={last} mayChange={mayChange} />
      </div>
    </>
  );
}
