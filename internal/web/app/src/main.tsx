import { render } from "preact";
import { parse } from "./core/view";
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

const session = sessionOf(parse(window.location.search), navigator.languages);
keepAddress(session);

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no element with the id app");
render(
  <SessionContext.Provider value={session}>
    <App />
  </SessionContext.Provider>,
  root,
);
