import { askForAccount, createAccount, newcomer } from "../account";
import { examine } from "../examine";
import { expect, test } from "../fixtures";

for (const colorScheme of ["light", "dark"] as const) {
  test(`the pages to sign in and those of an account are accessible, ${colorScheme}`, async ({ browser }) => {
    test.slow();
    const page = await newcomer(browser, { colorScheme, reducedMotion: "reduce" });
    const look = async (path: string) => {
      await page.goto(path);
      await examine(page, path, colorScheme);
    };
    for (const path of ["/sign-in", "/create-account", "/reset"]) await look(path);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByText("Please check the form.")).toBeVisible();
    await examine(page, "a refused sign-in", colorScheme);
    await askForAccount(page);
    await examine(page, "the code", colorScheme);
    await createAccount(page);
    const own = ["", "/security", "/security/password"];
    for (const path of own) await look(`/account${path}`);
  });
}
