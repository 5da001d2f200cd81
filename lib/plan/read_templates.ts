import type { Templates } from "./plan_rules.ts";
import { TemplateError } from "./template_cursor.ts";
import { PRESETS } from "./templates/mod.ts";

/** What a line of templates may begin with: the four names, and each kind of extra. */
const NAMES: readonly string[] = [
  ...["movie", "show", "season", "episode"],
  ...Object.keys(PRESETS.plex.extras),
];

/**
 * Reads templates, a line each: `movie: <title>/<title>`, and the kinds of extras, such as
 * `trailer: Trailers/<name>`. Empty lines and those that begin with `#` are passed over.
 *
 * @throws {TemplateError} for a line that is none
 */
export function readTemplates(text: string): Templates {
  const templates: Record<string, string> = {};
  for (const line of text.split(/\r?\n/).map((line) => line.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const [, name = "", template = ""] = /^(\w+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (!NAMES.includes(name)) {
      throw new TemplateError(line, 1, `a line begins with one of ${NAMES.join(", ")}, and ":"`);
    }
    templates[name] = template;
  }
  return templates;
}
