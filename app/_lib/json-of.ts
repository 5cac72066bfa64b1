/** Returns the body of a response as parsed JSON, or undefined when its content type is another one. */
export async function jsonOf(response: Response): Promise<unknown> {
  const type = response.headers.get("content-type")?.split(";")[0]?.trim();
  return type === "application/json" ? response.json() : undefined;
}
