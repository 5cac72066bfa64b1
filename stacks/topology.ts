import * as topology from "@securecart/core/topology";
import { stage } from "./stage";

const { reporting } = topology;

/** Queues and rules of this stage, with those of the reports where it has a database. */
export const queues = [...topology.queues, ...(stage.on.reporting ? reporting.queues : [])];
export const rules = [...topology.rules, ...(stage.on.reporting ? reporting.rules : [])];

export type QueueName = (typeof queues)[number]["name"];
