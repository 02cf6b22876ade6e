import { language, languageNames, languages, speak, t, type Language } from "../i18n";
import { singleKeys, switchSingleKeys } from "../keys/dispatch";
import { theme, themes, useTheme, type Theme } from "./theme";

export function LanguageSwitch() {
    return (
        <label class="choice">
            <span>{t("language")}</span>
            <select value={language()} onChange={(event) => void speak(event.currentTarget.value as Language)}>
                {languages.map((one) => (
                    <option key={one} value={one} lang={one}>{languageNames[one]}</option>
                ))}
            </select>
        </label>
    );
}

export function Preferences() {
    return (
        <div class="preferences">
            <LanguageSwitch />
            <label class="choice">
                <span>{t("theme")}</span>
                <select value={theme.value} onChange={(event) => useTheme(event.currentTarget.value as Theme)}>
                    {themes.map((one) => <option key={one} value={one}>{t(`theme.${one}`)}</option>)}
                </select>
            </label>
            <label class="choice">
                <input type="checkbox" checked={singleKeys.value} onChange={(event) => switchSingleKeys(event.currentTarget.checked)} />
                <span>{t("keys.single")}</span>
            </label>
        </div>
    );
}
