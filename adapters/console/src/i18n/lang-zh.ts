import words from "../made/words.zh-CN.json";
import messages from "./messages/zh-CN.json";

export default { messages, words };
