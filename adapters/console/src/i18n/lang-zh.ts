import words from "../made/words.zh-CN.json";
import areas from "./messages/areas.zh-CN.json";
import away from "./messages/away.zh-CN.json";
import care from "./messages/care.zh-CN.json";
import compliance from "./messages/compliance.zh-CN.json";
import developer from "./messages/developer.zh-CN.json";
import operator from "./messages/operator.zh-CN.json";
import guards from "./messages/guards.zh-CN.json";
import messages from "./messages/zh-CN.json";

export default { messages: { ...messages, ...areas, ...away, ...care, ...compliance, ...operator, ...developer, ...guards }, words };
