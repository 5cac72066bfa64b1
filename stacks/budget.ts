import { merchant } from "./config";
import { stage } from "./stage";

/** Monthly budget of the stage. Emails a warning at 80 % of it, and when the forecast exceeds it. */
export const budget = new aws.budgets.Budget("MonthlyBudget", {
  budgetType: "COST",
  timeUnit: "MONTHLY",
  limitAmount: `${stage.budgetDollars}`,
  limitUnit: "USD",
  // Filters by the stage's tag, which must be activated in billing. Production covers the whole account.
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
