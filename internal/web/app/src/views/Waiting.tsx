import type { ComponentChildren } from "preact";
import type { Key } from "../core/language";
import type { Loaded, Source } from "../state/source";
import { Refusal } from "./Refusal";
import { useSession } from "./context";

interface Props<T> {
  source: Source<T>;
  text?: Key;
  children: (value: T) => ComponentChildren;
}

/** Shows what a source has loaded, that it is on its way, or what went wrong, with a way to try again. */
export function Waiting<T>({ source, text = "app.loading", children }: Props<T>) {
  const { voice } = useSession();
  const state: Loaded<T> = source.state.value;
  switch (state.status) {
    case "ready":
      return <>{children(state.value)}</>;
    case "failed":
      // Whoever has to sign in first is told so, and comes back to the same address.
      if (state.problem.status === 401) {
        return (
          <div class="failure" role="alert">
            <p class="failure-title">{voice.value.text("app.signInFirst")}</p>
            <a class="button button-main" href={`/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`}>{voice.value.text("app.signIn")}</a>
          </div>
        );
      }
      return (
        <div class="failure" role="alert">
          <p class="failure-title">{voice.value.text("app.failed")}</p>
          <p><Refusal problem={state.problem} /></p>
          <button type="button" class="button" onClick={source.retry}>{voice.value.text("app.retry")}</button>
        </div>
      );
    default:
      return <p class="waiting" role="status">{voice.value.text(text)}</p>;
  }
}
