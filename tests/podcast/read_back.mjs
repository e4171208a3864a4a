// Reads a feed on standard input with podcast-partytime and prints what it understood as JSON.
import { readFileSync } from "node:fs";
import partytime from "podcast-partytime";

const feed = partytime.parseFeed(readFileSync(0, "utf8"), { allowMissingGuid: false });
process.stdout.write(JSON.stringify(feed));
