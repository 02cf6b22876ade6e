import words from "../made/words.en.json";
import messages from "./messages/en.json";

export default { messages, words };
