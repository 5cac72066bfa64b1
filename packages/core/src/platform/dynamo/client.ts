import { DynamoDBClient, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { firstTry, pause } from "./patience";

/** Client for plain objects; undefined attributes are left out, as in JSON. */
export const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 4 }), {
  marshallOptions: { removeUndefinedValues: true },
});

// A write of one item that meets a transaction is refused. The SDK does not send it again.
client.middlewareStack.add(
  (next) => async (args) => {
    const tries = firstTry();
    for (;;) {
      try {
        return await next(args);
      } catch (error) {
        if (!(error instanceof TransactionConflictException) || !(await pause(tries))) throw error;
      }
    }
  },
  { name: "tryConflictsAgain", step: "initialize" },
);
