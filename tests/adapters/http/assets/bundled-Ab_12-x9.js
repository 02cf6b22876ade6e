// A bundle, as a bundler names it.
export const words = ["again", "again", "again"];
export const words = ["again", "again", "again"];
export const words = ["again", "again", "again"];
export const words = ["again", "again", "again"];
export const words = ["again", "again", "again"];
export const words = ["again", "again", "again"];
export const words = ["again", "again", "again"];
export const words = ["again", "again", "again"];
export const words = ["again", "again", "again"];
export const words = ["again", "again", "again"];
export const words = ["again", "again", "again"];
export const words = ["again", "again", "again"];
