const format = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

export function When({ at }: { at: string }) {
  return (
    <time dateTime={at} className="md:whitespace-nowrap">
      {format.format(new Date(at))} UTC
    </time>
  );
}
