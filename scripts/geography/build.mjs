// Makes server/src/main/resources/reference/geography/ from its sources; see README.md beside this file.
// Usage: node build.mjs   (Node 20+, npm for the package `zipcodes`, the tz database in /usr/share/zoneinfo)
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const ZIPCODES = "zipcodes@8.0.0";
const ZONEINFO = "/usr/share/zoneinfo";
const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../../server/src/main/resources/reference/geography");

const rows = (file) =>
  readFileSync(file, "utf8").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"));
const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const printed = new Map(rows(join(here, "ids.tsv")).map(([kind, key, id, others]) => [`${kind}:${key}`, { id, others: others ?? "" }]));
const used = new Set();

/** The fixed id of a thing: the one the API document prints, else a hash of its key in the shape of a version 4 UUID. */
function fixedId(kind, key) {
  const name = `${kind}:${key}`;
  if (printed.has(name)) {
    used.add(name);
    return printed.get(name).id;
  }
  const hash = createHash("sha256").update(`careloom:geography:${name}`).digest().subarray(0, 16);
  hash[6] = (hash[6] & 0x0f) | 0x40;
  hash[8] = (hash[8] & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
const otherIds = (kind, key) => printed.get(`${kind}:${key}`)?.others ?? "";

function countries() {
  const english = new Intl.DisplayNames(["en"], { type: "region" });
  const name = (code) => (code === "US" ? "United States of America" : english.of(code));
  return rows(join(ZONEINFO, "iso3166.tab"))
    .map(([code]) => [fixedId("country", code), code, name(code), otherIds("country", code)])
    .sort((a, b) => byCode(a[1], b[1]));
}

/** Standard offset: of January and July the one further west, as summer time only ever moves east (Dublin's law aside). */
function offset(zone) {
  const minutes = [0, 6].map((month) => {
    const at = Date.UTC(2026, month, 15, 12);
    const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(at);
    const [, sign, hours, rest] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(parts.find((p) => p.type === "timeZoneName").value);
    return sign ? (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(rest)) : 0;
  });
  const standard = Math.min(...minutes);
  const two = (n) => String(Math.trunc(Math.abs(n))).padStart(2, "0");
  return `${standard < 0 ? "-" : "+"}${two(standard / 60)}:${two(standard % 60)}`;
}

function timeZones() {
  const generic = (zone) =>
    new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longGeneric" })
      .formatToParts(Date.UTC(2026, 0, 15)).find((p) => p.type === "timeZoneName").value;
  return [...new Set([...rows(join(ZONEINFO, "zone.tab")).map((row) => row[2]), "UTC"])].sort(byCode)
    .map((zone) => [fixedId("zone", zone), zone, zone === "UTC" ? "Coordinated Universal Time" : generic(zone), offset(zone)]);
}

function states(zones) {
  const known = new Set(zones.map((zone) => zone[1]));
  return rows(join(here, "states.tsv")).map(([country, abbreviation, name, zone, sync, avFlow]) => {
    if (!known.has(zone)) throw new Error(`${name}: no time zone ${zone}`);
    const key = `${country}/${abbreviation}`;
    return [fixedId("state", key), country, abbreviation, name, zone, sync, avFlow, otherIds("state", key)];
  });
}

function zipCodes() {
  const folder = mkdtempSync(join(tmpdir(), "zipcodes-"));
  try {
    execFileSync("npm", ["install", "--silent", "--no-save", "--ignore-scripts", "--prefix", folder, ZIPCODES], { stdio: "inherit" });
    const { codes } = createRequire(join(folder, "x.js"))("zipcodes/lib/codes.js");
    return Object.values(codes);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function cities(knownStates) {
  const known = new Set(knownStates.map((state) => `${state[1]}/${state[2]}`));
  const zipsOf = new Map();
  const place = (state, name) => {
    if (!known.has(state)) throw new Error(`${name}: no state ${state}`);
    const key = `${state}\t${name}`;
    if (!zipsOf.has(key)) zipsOf.set(key, []);
    return zipsOf.get(key);
  };
  for (const { zip, city, state } of zipCodes()) {
    const name = ["Apo", "Dpo", "Fpo"].includes(city) ? city.toUpperCase() : city.trim();
    place(`US/${state}`, name).push(zip);
  }
  for (const [state, name] of rows(join(here, "towns.tsv"))) place(state, name);
  return [...zipsOf].map(([key, zips]) => [...key.split("\t"), fixedId("city", key.replace("\t", "/")), zips.sort(byCode).join(",")])
    .sort((a, b) => byCode(a[0], b[0]) || byCode(a[1], b[1]));
}

function write(name, table) {
  const text = table.map((row) => row.join("\t").trimEnd() + "\n").join("");
  writeFileSync(join(target, name), name.endsWith(".gz") ? gzipSync(text, { level: 9 }) : text);
  console.log(`${name}: ${table.length} rows`);
}

mkdirSync(target, { recursive: true });
const zones = timeZones();
const regions = states(zones);
write("countries.tsv", countries());
write("time-zones.tsv", zones);
write("states.tsv", regions);
write("cities.tsv.gz", cities(regions));
const unused = [...printed.keys()].filter((name) => !used.has(name));
if (unused.length) throw new Error(`ids.tsv names nothing: ${unused}`);
