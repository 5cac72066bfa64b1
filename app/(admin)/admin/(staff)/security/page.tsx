import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { requireSignedIn } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Panel, Title } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { changePassword, endOtherSessions, endSession, removeFactor } from "./actions";
import { NewCodes } from "./new-codes";

export const metadata: Metadata = { title: "Your security" };

export default async function SecurityPage() {
  const staff = await requireSignedIn({ from: "/admin/security" });
  const [factors, sessions] = await Promise.all([Staff.factors(staff), Staff.sessions(staff)]);
  return (
    <>
      <Title>Your security</Title>
      <p className="-mt-4 mb-6 text-muted">
        {staff.email}, {staff.roles.join(", ")}
      </p>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-6">
          <Factors {...factors} />
          <Panel title="Recovery codes">
            <p className="mb-3">
              {factors.codes === 0
                ? "You have none. A recovery code lets you sign in when you have lost your second step."
                : `You have ${factors.codes} left.`}
            </p>
            <NewCodes />
          </Panel>
        </div>
        <div className="grid gap-6">
          <Sessions rows={sessions} here={staff.sessionId} />
          <Panel title="Password">
            <ActionForm
              action={changePassword}
              hidden={{}}
              fields={[
                {
                  name: "current",
                  label: "Current password",
                  type: "password",
                  autoComplete: "current-password",
                  required: true,
                },
                {
                  name: "password",
                  label: "New password",
                  hint: "At least 12 characters. This ends all other sessions.",
                  type: "password",
                  autoComplete: "new-password",
                  required: true,
                },
              ]}
              button="Change password"
              look="quiet"
              done="Your password has changed."
            />
          </Panel>
        </div>
      </div>
    </>
  );
}

function Factors({ app, passkeys, count }: Awaited<ReturnType<typeof Staff.factors>>) {
  const only = count <= 1;
  return (
    <Panel title="Second step">
      <ul className="grid gap-4">
        {app && (
          <li className="grid gap-2">
            <p className="font-medium">Authenticator app</p>
            <p className="text-sm text-muted">
              Since <When at={app.since} />
            </p>
            {!only && <ActionForm action={removeFactor} hidden={{}} button="Remove app" look="plain" />}
          </li>
        )}
        {passkeys.map(({ credentialId, label, createdAt, usedAt }) => (
          <li key={credentialId} className="grid gap-2">
            <p className="font-medium">{label}</p>
            <p className="text-sm text-muted">
              Since <When at={createdAt} />
              {usedAt && (
                <>
                  , used <When at={usedAt} />
                </>
              )}
            </p>
            {!only && (
              <ActionForm
                action={removeFactor}
                hidden={{ credentialId }}
                button={`Remove ${label}`}
                look="plain"
              />
            )}
          </li>
        ))}
      </ul>
      <p className="mt-4">
        <Link href="/admin/security/enroll" className={buttonClasses("quiet")}>
          {app ? "Add a passkey or another app" : "Add an app or another passkey"}
        </Link>
      </p>
    </Panel>
  );
}

function Sessions({ rows, here }: { rows: Awaited<ReturnType<typeof Staff.sessions>>; here: string }) {
  return (
    <Panel title="Where you are signed in">
      <ul className="grid gap-4">
        {rows.map(({ sessionId, device, beganAt, seenAt }) => (
          <li key={sessionId} className="grid gap-1">
            <p className="font-medium">
              {device} {sessionId === here && <span className="font-normal text-muted">(this session)</span>}
            </p>
            <p className="text-sm text-muted">
              Since <When at={beganAt} />, used <When at={seenAt} />
            </p>
            {sessionId !== here && (
              <ActionForm action={endSession} hidden={{ sessionId }} button="End session" look="plain" />
            )}
          </li>
        ))}
      </ul>
      {rows.length > 1 && (
        <div className="mt-4">
          <ActionForm action={endOtherSessions} hidden={{}} button="End all other sessions" look="quiet" />
        </div>
      )}
    </Panel>
  );
}
