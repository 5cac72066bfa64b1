import { merchant } from "./config";
import { stage } from "./stage";

/** What the stage may cost in a month: a letter at four fifths of it, and when the month is on its way beyond it. */
export const budget = new aws.budgets.Budget("MonthlyBudget", {
  budgetType: "COST",
  timeUnit: "MONTHLY",
  limitAmount: `${stage.budgetDollars}`,
  limitUnit: "USD",
  // A stage by its tag, once the tag is activated in the account's billing; production watches the whole account.
  ...(!stage.production && {
    costFilters: [{ name: "TagKeyValue", values: [`user:sst:stage$${stage.name}`] }],
  }),
  notifications: [warning("ACTUAL", 80), warning("FORECASTED", 100)],
});

function warning(notificationType: "ACTUAL" | "FORECASTED", threshold: number) {
  return {
    notificationType,
    threshold,
    thresholdType: "PERCENTAGE",
    comparisonOperator: "GREATER_THAN",
    subscriberEmailAddresses: [merchant.operator],
  };
}
