import { nothing } from "./focus";
import { format, parse, start, type View } from "./view";

/** One view of a story: what is looked at, as an address, and what to say about it. */
export interface StoryPage {
  readonly title: string;
  readonly note: string;
  readonly address: string;
}

/** Views of one network in the order in which they are told. */
export interface Story {
  readonly network: string;
  readonly pages: readonly StoryPage[];
}

type Pages = readonly StoryPage[];

/** What of a view a story keeps: all but the reader's language and how it is shown. */
export const addressOf = (view: View): string => format({ ...view, language: "", present: 0, embed: false });

/** A view without single actors: what a link may carry to people who may not see who they are. */
export const unnamed = (view: View): View => {
  const s = view.selection;
  return { ...view, chosen: [], alone: false, selection: s.kind === "gap" ? { kind: "gap", a: s.a, b: s.b } : s.kind === "cluster" ? s : nothing };
};

/** A story whose pages pick out no single actor; its titles and notes are as they were written. */
export const unnamedStory = (story: Story): Story => ({ ...story, pages: story.pages.map((page) => ({ ...page, address: addressOf(unnamed(parse(page.address))) })) });

/** A page's view as this reader sees it. */
export const viewOf = (page: StoryPage, reader: Pick<View, "language" | "embed">, present: number): View =>
  ({ ...parse(page.address), language: reader.language, embed: reader.embed, present });

export const addPage = (pages: Pages, page: StoryPage): Pages => [...pages, page];

export const removePage = (pages: Pages, at: number): Pages => pages.filter((_, i) => i !== at);

export const changePage = (pages: Pages, at: number, part: Partial<Pick<StoryPage, "title" | "note">>): Pages =>
  pages.map((page, i) => (i === at ? { ...page, ...part } : page));

/** Lets a page change places with the one before or after it; the first and the last stay inside. */
export function movePage(pages: Pages, at: number, step: 1 | -1): Pages {
  const to = at + step;
  if (!pages[at] || !pages[to]) return pages;
  const moved = [...pages];
  [moved[at], moved[to]] = [moved[to]!, moved[at]!];
  return moved;
}

/** Reads what was kept, or written to a file; null when it is no list of stories. */
export function readStories(text: string): Story[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return Array.isArray(value) && value.every(isStory) ? value : null;
}

function isStory(value: unknown): value is Story {
  if (typeof value !== "object" || value === null) return false;
  const { network, pages } = value as Record<string, unknown>;
  return typeof network === "string" && Array.isArray(pages) && pages.every(isPage);
}

function isPage(value: unknown): value is StoryPage {
  if (typeof value !== "object" || value === null) return false;
  const { title, note, address } = value as Record<string, unknown>;
  return [title, note, address].every((text) => typeof text === "string");
}

/** Keeps a story; the network's earlier one is replaced, and an empty one is none. */
export const keepStory = (stories: readonly Story[], story: Story): Story[] =>
  [...stories.filter((s) => s.network !== story.network), ...(story.pages.length > 0 ? [story] : [])];

const mark = "#story=";
const viewMark = "#view=";

/** A view as the fragment of a share link, whose own address has no room for it. */
export const viewFragment = (view: View): string => viewMark + encodeURIComponent(addressOf(view));

/** The view that an address leads to: what its query says, or what the fragment of a share link adds to it. */
export function arrive(query: string, fragment: string): View {
  const said = parse(query);
  if (fragment.startsWith(viewMark)) {
    try {
      return { ...parse(decodeURIComponent(fragment.slice(viewMark.length))), language: said.language, embed: said.embed };
    } catch {
      return said;
    }
  }
  const page = said.present === 0 ? storyIn(fragment)?.pages[0] : undefined;
  return page && !/[?&]view=/.test(query) ? viewOf(page, said, 1) : said;
}

/**
 * A story as the fragment of an address. Browsers send fragments to nobody, so a link carries the notes from person to person and the
 * service never sees them.
 */
export function fragmentOf(story: Story): string {
  const bytes = new TextEncoder().encode(JSON.stringify(story));
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return mark + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The story that an address's fragment carries; null when it carries none that can be read. */
export function storyIn(fragment: string): Story | null {
  if (!fragment.startsWith(mark)) return null;
  try {
    const text = atob(fragment.slice(mark.length).replaceAll("-", "+").replaceAll("_", "/"));
    return readStories(`[${new TextDecoder().decode(Uint8Array.from(text, (sign) => sign.charCodeAt(0)))}]`)?.[0] ?? null;
  } catch {
    return null;
  }
}

/** The query and fragment that tell a story from its first page, in a language or the reader's own. */
export function linkOf(story: Story, { embed = false, language = "" }: { embed?: boolean; language?: string } = {}): string {
  const first = story.pages[0];
  const view = first ? viewOf(first, { language, embed }, 1) : { ...start, network: story.network, language, embed };
  return `?${format(view)}${first ? fragmentOf(story) : ""}`;
}

/** The code that shows an address inside another page. */
export function frameOf(address: string, title: string): string {
  const safe = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe src="${safe(address)}" title="${safe(title)}" width="960" height="600"></iframe>`;
}
