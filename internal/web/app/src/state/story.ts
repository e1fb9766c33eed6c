import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { addPage, changePage, keepStory, movePage, readStories, removePage, storyIn, type Story, type StoryPage } from "../core/story";

const shelf = "sillat.stories";

/** What the browser keeps; nothing where it keeps nothing. */
function kept(): Story[] {
  try {
    return readStories(window.localStorage.getItem(shelf) ?? "[]") ?? [];
  } catch {
    return [];
  }
}

/** The story of the network that is looked at: one's own, kept by the browser, or the one that an address brought along. */
export function storyOf(network: ReadonlySignal<string>) {
  const stories = signal<readonly Story[]>(kept());
  const brought = signal<Story | null>(storyIn(window.location.hash));
  const guest = computed(() => (brought.value?.network === network.value ? brought.value : null));
  const pages = computed<readonly StoryPage[]>(() =>
    (guest.value ?? stories.value.find((story) => story.network === network.value))?.pages ?? []);
  const store = (list: readonly Story[]): void => {
    stories.value = list;
    try {
      window.localStorage.setItem(shelf, JSON.stringify(list));
    } catch {
      // A browser that keeps nothing still tells the story until the page is left; the file and the link keep it.
    }
  };
  /** Changes make a brought story one's own: the address would not follow them. */
  const change = (to: readonly StoryPage[]): void => {
    if (guest.value) {
      brought.value = null;
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
    }
    store(keepStory(stories.value, { network: network.value, pages: to }));
  };
  return {
    pages,
    isGuest: computed(() => guest.value !== null),
    add: (page: StoryPage) => change(addPage(pages.value, page)),
    edit: (at: number, part: Partial<Pick<StoryPage, "title" | "note">>) => change(changePage(pages.value, at, part)),
    move: (at: number, step: 1 | -1) => change(movePage(pages.value, at, step)),
    remove: (at: number) => change(removePage(pages.value, at)),
    /** Takes stories from a file's text; false when it holds something else. */
    take: (text: string): boolean => {
      const list = readStories(text);
      if (list) store(list.reduce<readonly Story[]>(keepStory, stories.value));
      return list !== null;
    },
  };
}
