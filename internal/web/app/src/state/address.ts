import { effect } from "@preact/signals";
import { format, parse, type View } from "../core/view";
import type { Session } from "./session";

/** Keeps the address of the page and the view in step, so that a view can be shared, reloaded and gone back to. */
export function keepAddress(session: Session): void {
  let last: View = session.view.value;
  effect(() => {
    const view = session.view.value;
    const search = format(view);
    if (search !== window.location.search.replace(/^\?/, "")) {
      // The fragment may carry a story, which every page of it needs.
      const url = (search ? `?${search}` : window.location.pathname) + window.location.hash;
      // Another network or selection is a step to go back from; opening a bubble or a tab is not.
      if (view.network !== last.network || view.selection !== last.selection || view.screen !== last.screen) window.history.pushState(null, "", url);
      else window.history.replaceState(null, "", url);
    }
    last = view;
  });
  window.addEventListener("popstate", () => session.setView(parse(window.location.search)));
}
