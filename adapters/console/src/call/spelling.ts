// A reference as it is said on the telephone. Its symbols leave out what sounds or looks like another one; the names
// of letters make sure of the rest.
import { language } from "../i18n";

const names: Readonly<Record<string, string>> = {
    A: "Alfa", B: "Bravo", C: "Charlie", D: "Delta", E: "Echo", F: "Foxtrot", G: "Golf", H: "Hotel", J: "Juliett", K: "Kilo",
    M: "Mike", N: "November", P: "Papa", Q: "Quebec", R: "Romeo", S: "Sierra", T: "Tango", V: "Victor", W: "Whiskey",
    X: "X-ray", Y: "Yankee", Z: "Zulu", "0": "zero", "1": "one", "2": "two", "3": "three", "4": "four", "5": "five",
    "6": "six", "7": "seven", "8": "eight", "9": "nine",
};
/// "1" is said yāo on the telephone, so that nobody hears a 7.
const digits: Readonly<Record<string, string>> = { "0": "零", "1": "幺", "2": "二", "3": "三", "4": "四", "5": "五", "6": "六", "7": "七", "8": "八", "9": "九" };

/// "Zulu Sierra ..." in two groups, as it is read aloud.
export function spelled(reference: string): readonly string[] {
    return reference.split("-").map((group) => [...group].map((one) => (language() === "zh-CN" ? (digits[one] ?? one) : (names[one] ?? one))).join(" "));
}
