export const privately = { "Cache-Control": "private, no-store" };

/** Responds with a CSV file that is read while it is sent. */
export const csvResponse = (fileName: string, texts: AsyncGenerator<string | Uint8Array>) =>
  new Response(streamOf(texts), {
    headers: {
      ...privately,
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName}"`,
    },
  });

function streamOf(texts: AsyncGenerator<string | Uint8Array>) {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await texts.next();
      if (next.done) controller.close();
      else controller.enqueue(typeof next.value === "string" ? encoder.encode(next.value) : next.value);
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}
