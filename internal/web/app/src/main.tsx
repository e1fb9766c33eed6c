import { render } from "preact";
import { arrive } from "./core/story";
import { keepAddress } from "./state/address";
import { sessionOf } from "./state/session";
import { App } from "./views/App";
import { SessionContext } from "./views/context";
import "./styles/base.css";
import "./styles/header.css";
import "./styles/map.css";
import "./styles/panel.css";
import "./styles/table.css";
import "./styles/data.css";
import "./styles/overview.css";
import "./styles/tools.css";
import "./styles/story.css";

const first = arrive(window.location.search, window.location.hash);
// A view that came in the fragment stands in the query from now on; a story stays, for all its pages.
if (window.location.hash.startsWith("#view=")) window.history.replaceState(null, "", window.location.pathname + window.location.search);
const session = sessionOf(first, navigator.languages);
keepAddress(session);

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no element with the id app");
render(
  <SessionContext.Provider value={session}>
    <App />
  </SessionContext.Provider>,
  root,
);
