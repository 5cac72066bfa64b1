import * as topology from "@securecart/core/topology";
import { stage } from "./stage";

const { reporting } = topology;

/** The queues and rules of this stage: those of the shop, and those of the reports where there is a database. */
export const queues = [...topology.queues, ...(stage.on.reporting ? reporting.queues : [])];
export const rules = [...topology.rules, ...(stage.on.reporting ? reporting.rules : [])];

export type QueueName = (typeof queues)[number]["name"];
