import type { Plan } from "../record/mod.ts";
import type { Draft } from "./plan_record.ts";
import { foldPath } from "./fold_path.ts";

type Place = NonNullable<Draft["preset"]>;

/**
 * Folders that the library spells in its own way, so that files join them, be they new or in need of a new name. Keeps
 * only what differs from the preset.
 */
export class Joins {
  readonly #folders = new Map<string, string>();

  /** Takes note of the folders that the file at `path` lies in. */
  learn(path: string, { root, names, kept }: Place): void {
    if (kept === 0) return;
    const actual = path.slice(root.length + 1).split("/");
    for (let depth = 1; depth <= kept; depth++) {
      const wanted = `${root}/${names.slice(0, depth).join("/")}`;
      const found = `${root}/${actual.slice(0, depth).join("/")}`;
      const key = foldPath(wanted);
      if (wanted !== found && !this.#folders.has(key)) this.#folders.set(key, found);
    }
  }

  /** `plan` with the folders that are there; itself where none is known. */
  apply(plan: Plan, place: Place): Plan {
    if (this.#folders.size === 0 || !place.mayJoin) return plan;
    const target = this.#join(plan.target!, place);
    if (target === plan.target) return plan;
    const sidecars = plan.sidecars?.map((sidecar) => ({
      source: sidecar.source,
      target: this.#join(sidecar.target, place),
    }));
    return { ...plan, target, ...(sidecars === undefined ? {} : { sidecars }) };
  }

  #join(target: string, { root, names }: Place): string {
    for (let depth = names.length - 1; depth > 0; depth--) {
      const wanted = `${root}/${names.slice(0, depth).join("/")}`;
      if (!target.startsWith(`${wanted}/`)) continue;
      const found = this.#folders.get(foldPath(wanted));
      if (found !== undefined) return found + target.slice(wanted.length);
    }
    return target;
  }
}
