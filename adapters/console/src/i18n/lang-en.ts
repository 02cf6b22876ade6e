import words from "../made/words.en.json";
import areas from "./messages/areas.en.json";
import away from "./messages/away.en.json";
import care from "./messages/care.en.json";
import compliance from "./messages/compliance.en.json";
import developer from "./messages/developer.en.json";
import guards from "./messages/guards.en.json";
import messages from "./messages/en.json";
import operator from "./messages/operator.en.json";

export default { messages: { ...messages, ...areas, ...away, ...care, ...compliance, ...operator, ...developer, ...guards }, words };
