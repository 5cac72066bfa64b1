import { inject } from "vitest";

// Sets names, addresses and secrets of the cloud under test before any module is loaded.
Object.assign(process.env, inject("environment"));
