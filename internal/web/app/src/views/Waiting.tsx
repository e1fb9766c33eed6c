import type { ComponentChildren } from "preact";
import type { Key } from "../core/language";
import type { Loaded, Source } from "../state/source";
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
      return (
        <div class="failure" role="alert">
          <p class="failure-title">{voice.value.text("app.failed")}</p>
          <p>{state.problem.status === 0 ? voice.value.text("app.offline") : state.problem.detail}</p>
          <button type="button" class="button" onClick={source.retry}>{voice.value.text("app.retry")}</button>
        </div>
      );
    default:
      return <p class="waiting" role="status">{voice.value.text(text)}</p>;
  }
}
