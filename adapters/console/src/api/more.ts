// Lists that only exports read.
import type { components } from "../made/contract";
import { ask } from "./client";
import type { Page } from "./calls";

type RedressItem = components["schemas"]["redress_item"];
export const redressItems = async (query: Readonly<Record<string, string | number | undefined>>): Promise<Page<RedressItem>> =>
    (await ask<Page<RedressItem>>("GET", "/api/v1/redress", { query })).data;
