import { defineConfig } from "vite";

export default defineConfig({
    base: "/console/",
    esbuild: { jsx: "automatic", jsxImportSource: "preact" },
    build: {
        // Browsers of the last five years.
        target: ["es2021", "chrome94", "firefox93", "safari15"],
        // A data: address would need a hole in the policy of the page.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        sourcemap: false,
    },
});
