import { expect, test } from "vitest";
import { addPage, addressOf, arrive, changePage, fragmentOf, frameOf, keepStory, linkOf, movePage, readStories, removePage, storyIn, unnamed, unnamedStory, viewFragment, viewOf, type StoryPage } from "./story";
import { parse, start, type View } from "./view";

const page = (title: string, address = "network=demo&view=map"): StoryPage => ({ title, note: "", address });
const titles = (pages: readonly StoryPage[]): string[] => pages.map((p) => p.title);

test("pages are added, changed, moved and removed without touching the others", () => {
  const pages = addPage(addPage([page("a")], page("b")), page("c"));
  expect(titles(movePage(pages, 0, 1))).toEqual(["b", "a", "c"]);
  expect(titles(movePage(pages, 0, -1))).toEqual(["a", "b", "c"]);
  expect(titles(movePage(pages, 2, 1))).toEqual(["a", "b", "c"]);
  expect(titles(removePage(pages, 1))).toEqual(["a", "c"]);
  expect(changePage(pages, 1, { note: "why" })[1]).toEqual({ ...pages[1], note: "why" });
});

test("a page keeps what is looked at, and leaves language and presentation to the reader", () => {
  const seen = { ...start, network: "demo", selection: { kind: "gap", a: "x", b: "y" } as const, screen: "map" as const, language: "sv", present: 3, embed: true };
  const told = viewOf({ title: "", note: "", address: addressOf(seen) }, { language: "fi", embed: false }, 1);
  expect(told).toEqual({ ...seen, language: "fi", present: 1, embed: false });
});

test("a story travels in the fragment of an address, whatever letters its notes have", () => {
  const story = { network: "pohjoinen", pages: [{ ...page("Säätiöt & kunnat → €"), note: "Miksi? 😀\n1.5 % ≠ 0" }, page("b")] };
  expect(storyIn(fragmentOf(story))).toEqual(story);
  expect(fragmentOf(story)).toMatch(/^#story=[\w-]+$/);
  for (const broken of ["", "#story=", "#story=%%", "#story=e30", "#other=e30"]) expect(storyIn(broken)).toBeNull();
});

test("a link opens the first page as a presentation", () => {
  const link = linkOf({ network: "demo", pages: [page("a", "network=demo&gap=x&gap=y"), page("b")] }, { embed: true, language: "fi" });
  const [query, fragment] = link.split("#");
  expect(parse(query!)).toMatchObject({ network: "demo", present: 1, embed: true, language: "fi", selection: { kind: "gap", a: "x", b: "y" } });
  expect(storyIn(`#${fragment}`)?.pages).toHaveLength(2);
});

test("a network has one story, an empty one is none, and what is no story is refused", () => {
  const kept = keepStory([{ network: "demo", pages: [page("old")] }, { network: "other", pages: [page("b")] }], { network: "demo", pages: [page("new")] });
  expect(kept.map((s) => [s.network, ...titles(s.pages)])).toEqual([["other", "b"], ["demo", "new"]]);
  expect(keepStory(kept, { network: "demo", pages: [] })).toHaveLength(1);
  expect(readStories(JSON.stringify(kept))).toEqual(kept);
  for (const other of ["", "{}", "[1]", '[{"network":"a"}]', '[{"network":"a","pages":[{"title":1}]}]']) expect(readStories(other)).toBeNull();
});

test("the code of a frame holds its address and title whatever signs they have", () => {
  expect(frameOf("http://x/?a=1&b=2", 'the "north" <1>')).toBe('<iframe src="http://x/?a=1&amp;b=2" title="the &quot;north&quot; &lt;1>" width="960" height="600"></iframe>');
});

test("a share link leads to the view or the story that it was made for, whatever the service adds to its address", () => {
  const seen = { ...start, network: "demo", selection: { kind: "gap", a: "x & y", b: "50 %" } as const, screen: "map" as const };
  expect(arrive("?network=demo", viewFragment(seen))).toEqual(seen);
  expect(arrive("?network=demo&lang=sv", viewFragment(seen)).language).toBe("sv");
  const story = { network: "demo", pages: [page("a", "network=demo&gap=x&gap=y"), page("b")] };
  expect(arrive("?network=demo", fragmentOf(story))).toMatchObject({ present: 1, selection: { kind: "gap", a: "x", b: "y" } });
  // Who left the presentation and looks around, or is on another page of it, stays there.
  expect(arrive("?network=demo&view=map&tab=story", fragmentOf(story)).present).toBe(0);
  expect(arrive("?network=demo&present=2", fragmentOf(story)).present).toBe(2);
  for (const odd of ["", "#", "#view=%E0%A4%A", "#story=%"]) expect(arrive("?network=demo", odd)).toEqual({ ...start, network: "demo" });
});

test("what goes to people who may not see single actors picks none out, in a view or in a story; what was written stays", () => {
  const at = (part: Partial<View>): View => ({ ...start, network: "demo", screen: "map", ...part });
  const named = { kind: "gap", a: "A", b: "B", tie: ["u", "v"] } as const;
  expect(unnamed(at({ selection: { kind: "actor", id: "u" } })).selection).toEqual({ kind: "none" });
  expect(unnamed(at({ selection: named })).selection).toEqual({ kind: "gap", a: "A", b: "B" });
  expect(unnamed(at({ chosen: ["u"], alone: true }))).toMatchObject({ chosen: [], alone: false });
  const pages = [{ title: "Aino", note: "leads", address: addressOf(at({ selection: { kind: "path", from: "u", to: "v" } })) }];
  const [page] = unnamedStory({ network: "demo", pages }).pages;
  expect(page).toMatchObject({ title: "Aino", note: "leads" });
  expect(parse(page!.address).selection).toEqual({ kind: "none" });
});
