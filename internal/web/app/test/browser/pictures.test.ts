import { expect, test } from "vitest";
import { desktop, expectAccessible, expectInside, inked, networks, phone, picture, visit } from "./page";

const looks = [["desktop", desktop], ["phone", phone], ["dark", { ...desktop, colorScheme: "dark" }]] as const;
const screens = [["overview", ""], ["bubbles", "&view=map"], ["open", "&all=open"], ["table", "&view=table"]] as const;

test.each(looks.flatMap(([look, options]) => screens.map(([screen, query]) => [look, screen, options, query] as const)))(
  "%s, %s: every network is drawn, nothing is complained about, axe finds nothing", async (look, screen, options, query) => {
    for (const network of (await networks()).filter((n) => n.counts.actors <= 5000)) {
      const { page, complaints, close } = await visit(`/?network=${encodeURIComponent(network.name)}${query}`, options);
      await page.locator(".tab-count, .part .row, .ungrouped").first().waitFor();
      if (screen === "bubbles" || screen === "open") expect(await inked(page), network.name).toBeGreaterThan(0.02);
      await picture(page, `${network.name.replaceAll(" ", "-")}-${screen}-${look}`);
      await expectAccessible(page);
      await expectInside(page);
      expect(complaints).toEqual([]);
      await close();
    }
  },
);
