import { dirname, resolve } from "@std/path";
import { nameOf } from "../text/mod.ts";
import type { FailedRecord } from "../record/mod.ts";
import type { ScanFileSystem } from "./ask.ts";
import { isDiscFolder } from "./gather_folder.ts";
import { NO_RULES } from "./ignore_rules.ts";
import { toFailure } from "./to_failure.ts";
import type { Folder } from "./walk_settings.ts";
import type { Wishes } from "./wishes.ts";

/** Where a walk begins. */
export interface Roots {
  /** In the order in which the user named them; a failed record for what is not there. */
  readonly starts: readonly (Folder | FailedRecord)[];
  /** Real paths of all that the user named. */
  readonly named: ReadonlySet<string>;
}

/**
 * Finds out what the user named. Links are followed here, as nowhere else. Of two names for one thing the first counts;
 * files that follow each other and lie in one folder are looked up together.
 */
export function findRoots(
  roots: readonly string[],
  { fs, wishes }: { readonly fs: ScanFileSystem; readonly wishes: Wishes },
): Roots {
  const rules = NO_RULES.with(wishes.exclude, { reason: "excluded" });
  const starts: (Folder | FailedRecord)[] = [];
  const named = new Set<string>();
  let files: { readonly folder: string; readonly only: Set<string> } | undefined;
  for (const root of roots) {
    // Without this, an unset variable in a script would mean the working folder.
    const path = root === "" ? root : resolve(root);
    try {
      const real = fs.realPathSync(path);
      if (named.has(real)) continue;
      named.add(real);
      const { isDirectory, dev } = fs.lstatSync(real);
      const device = wishes.oneFileSystem ? dev : undefined;
      const common = { depth: 0, device, share: 1 / roots.length, rules };
      if (isDirectory && !isDiscFolder(nameOf(path))) {
        starts.push({ path, real, root: path, trail: [real], ...common });
        files = undefined;
        continue;
      }
      const folder = dirname(path);
      if (files?.folder !== folder) {
        files = { folder, only: new Set() };
        const place = { path: folder, real: dirname(real), root: folder, trail: [] };
        starts.push({ ...place, ...common, only: files.only, isNamed: true });
      }
      files.only.add(nameOf(path));
    } catch (error) {
      starts.push(toFailure({ path, root: path }, error as Error, { isLink: isLink(path, fs) }));
    }
  }
  return { starts, named };
}

function isLink(path: string, fs: ScanFileSystem): boolean {
  try {
    return fs.lstatSync(path).isSymlink;
  } catch {
    return false;
  }
}
