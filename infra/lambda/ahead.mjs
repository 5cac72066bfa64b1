// Moves the clock of a process one hour ahead, so that its cached pages have expired.
const hour = 3_600_000;
const now = Date.now.bind(Date);
const { timeOrigin } = performance;

Date.now = () => now() + hour;
Object.defineProperty(performance, "timeOrigin", { value: timeOrigin + hour });
