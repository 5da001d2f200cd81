import type { Plan } from "../record/mod.ts";
import { foldPath } from "./fold_path.ts";
import type { Draft } from "./plan_record.ts";

/** Where the preset alone would put a file. */
type PresetPlace = NonNullable<Draft["preset"]>;

/** Folders that the library spells in its own way, so that files join them. */
export interface Joins {
  /** Takes note of the folders that the file at `path` lies in. */
  learn(path: string, place: PresetPlace): void;
  /** `plan` with the folders that are there; itself where none is known. */
  apply(plan: Plan, place: PresetPlace): Plan;
}

/** No folders yet; keeps only what differs from the preset. */
export function createJoins(): Joins {
  /** As they are spelled, by the folded path that the preset gives them. */
  const folders = new Map<string, string>();

  function join(target: string, { root, names }: PresetPlace): string {
    for (let depth = names.length - 1; depth > 0; depth--) {
      const wanted = `${root}/${names.slice(0, depth).join("/")}`;
      if (!target.startsWith(`${wanted}/`)) continue;
      const found = folders.get(foldPath(wanted));
      if (found !== undefined) return found + target.slice(wanted.length);
    }
    return target;
  }

  return {
    learn(path, { root, names, kept }) {
      if (kept === 0) return;
      const actual = path.slice(root.length + 1).split("/");
      for (let depth = 1; depth <= kept; depth++) {
        const wanted = `${root}/${names.slice(0, depth).join("/")}`;
        const found = `${root}/${actual.slice(0, depth).join("/")}`;
        const key = foldPath(wanted);
        if (wanted !== found && !folders.has(key)) folders.set(key, found);
      }
    },
    apply(plan, place) {
      if (folders.size === 0 || !place.mayJoin) return plan;
      const target = join(plan.target!, place);
      if (target === plan.target) return plan;
      const sidecars = plan.sidecars?.map((sidecar) => ({
        source: sidecar.source,
        target: join(sidecar.target, place),
      }));
      return { ...plan, target, ...(sidecars === undefined ? {} : { sidecars }) };
    },
  };
}
