import { inject } from "vitest";

/** Before any module is read: names, addresses and secrets of the cloud under test. */
Object.assign(process.env, inject("environment"));
