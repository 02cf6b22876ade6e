import { render } from "preact";
import { frameIs } from "./api/client";
import { App } from "./app";
import { startDrafts } from "./case/composer";
import { startSending } from "./case/sending";
import { startFocus } from "./frame/focus";
import { startTheme } from "./frame/theme";
import { language, preferred, speak } from "./i18n";
import { startClock } from "./i18n/time";
import { startKeys } from "./keys/dispatch";
import { startRouting } from "./route";
import { readSession, session, signInAgain } from "./session";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/pages.css";
import "./styles/areas.css";
import "./styles/wide_tables.css";
import "./styles/print.css";

frameIs({ language, csrf: () => session.value?.csrf_token ?? "", roles: () => session.value?.roles ?? [], signInAgain, readSession });
startTheme();
startKeys();
startFocus();
startClock();
startRouting();
startDrafts();
startSending();

async function begin(): Promise<void> {
    const place = document.getElementById("app");
    if (place === null) throw new Error("the page has no place for the console");
    await speak(preferred());
    place.replaceChildren();
    render(<App />, place);
    // Nothing answers: the page to sign in says so when it is tried.
    await readSession().catch(() => (session.value = null));
}
void begin();
