/** Client of the control routes. */
export type Provider = ReturnType<typeof provider>;

type State = {
  deliveries: { pending?: number };
  faults: { requests: { times: number }[]; webhooks: { drop: number; duplicate: number } };
};

/** Opens the control routes of the Stripe-compatible server. */
export function provider(base: string) {
  const call = async <Answer>(method: "GET" | "POST", route: string, body?: object): Promise<Answer> => {
    const answer = await fetch(`${base}/_control/${route}`, {
      method,
      signal: AbortSignal.timeout(15_000),
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${route} responded with ${answer.status}.`);
    return (await answer.json()) as Answer;
  };
  return {
    state: () => call<State>("GET", "state"),
    webhooks: (faults: { drop?: number; duplicate?: number; delayMs?: number }) =>
      call("POST", "webhooks/faults", faults),
    hold: () => call("POST", "webhooks/hold", {}),
    release: (order: "forward" | "reverse") =>
      call<{ released: number }>("POST", "webhooks/release", { order }),
    failRequests: (fault: {
      path: string;
      method: string;
      times: number;
      when: string;
      status?: number;
      store?: boolean;
    }) => call("POST", "requests/faults", fault),
  };
}
