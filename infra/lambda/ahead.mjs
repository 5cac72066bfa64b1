/** A process with this before it lives an hour ahead: what pages may age is over there. */
const hour = 3_600_000;
const now = Date.now.bind(Date);
const { timeOrigin } = performance;

Date.now = () => now() + hour;
Object.defineProperty(performance, "timeOrigin", { value: timeOrigin + hour });
