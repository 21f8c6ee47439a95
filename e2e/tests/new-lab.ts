import { expect, type Page } from "@playwright/test";

/** The button that says which lab this is. */
export const labChip = (page: Page) => page.getByRole("button", { name: /^About this lab/ });

/** Makes a lab of hosts, as a person does. */
export async function newLab(page: Page, names: readonly string[]): Promise<void> {
  await labChip(page).click();
  await page.getByRole("button", { name: "New lab …" }).click();
  const dialog = page.getByRole("dialog", { name: "New lab" });
  await dialog.getByRole("radio", { name: /^Hosts on a wire/ }).check();
  for (const [at, name] of names.entries()) {
    const field = dialog.getByRole("textbox", { name: `Host ${at + 1}` });
    if (!(await field.isVisible())) await dialog.getByRole("button", { name: "Add a host" }).click();
    await field.fill(name);
  }
  await dialog.getByRole("button", { name: "Make the lab" }).click();
  await expect(labChip(page)).toContainText(names.join(" – "));
}
